"""Chromium over its DevTools protocol, with as much of it as measuring takes.

Not Playwright: that hides what service workers fetch, which is bytes on the wire like all others.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 30
ANSWER_SECONDS = 30

type Message = dict[str, Any]
type Heard = Callable[[Message], None]


class NoBrowser(Exception):  # noqa: N818  (what is missing, in one line)
    """There is no Chromium here, or it does not start."""


class Browser:
    """One connection; a session is one page or one worker. Events come in while answers are awaited."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.last = socket, 0
        self.hear: Heard = lambda _: None

    def ask(self, method: str, session: str = "", **params: Any) -> Message:
        """The result. Raises RuntimeError with Chromium's own words when it refuses."""
        number = self.send(method, session, **params)
        end = time.monotonic() + ANSWER_SECONDS
        while (message := self.receive(end - time.monotonic())) is not None:
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                result: Message = message["result"]
                return result
        raise RuntimeError(f"{method}: no answer within {ANSWER_SECONDS} s")

    def send(self, method: str, session: str = "", **params: Any) -> int:
        """Without waiting for the answer."""
        self.last += 1
        message: Message = {"id": self.last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        return self.last

    def receive(self, seconds: float) -> Message | None:
        """The next message, or None when none came in time."""
        try:
            message: Message = json.loads(self.socket.recv(max(seconds, 0)))
        except TimeoutError:
            return None
        if "method" in message:
            self.hear(message)
        return message

    def listen(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        end = time.monotonic() + seconds
        while not until() and (left := end - time.monotonic()) > 0:
            self.receive(min(left, 0.1))


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """A browser that has never been anywhere, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="tilth-bench-", ignore_cleanup_errors=True) as folder:
        options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}"]
        options += ["--no-first-run", "--disable-background-networking", "--disable-extensions"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")
        process = subprocess.Popen(  # noqa: S603  (found on the path, or named by who measures)
            [program(), *options, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with connect(address(process, Path(folder)), max_size=None) as socket:
                yield Browser(socket)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def program() -> str:
    named = os.environ.get("TILTH_BENCH_BROWSER") or os.environ.get("TILTH_JOURNEY_BROWSER")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowser("There is no Chromium here: install it, or name it: TILTH_BENCH_BROWSER.")
    return found


def address(process: subprocess.Popen[bytes], folder: Path) -> str:
    """Where it listens: it writes the port and the path into its own folder."""
    file = folder / "DevToolsActivePort"
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(FileNotFoundError):
            lines = file.read_text().split()
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise NoBrowser(f"{program()} does not start.")
