"""The demonstration company on data of its own, for as long as pictures are taken."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.testing import processes
from tools.testing.servers import CannotStartError, free_port, last

TILTH = str(Path(sys.executable).with_name("tilth"))
START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    url: str
    people: dict[str, tuple[str, str]]
    """Address and password, by role."""
    tokens: dict[str, str]
    """For the API, by role."""


@contextlib.contextmanager
def served() -> Iterator[Served]:
    with tempfile.TemporaryDirectory(prefix="tilth-pictures-") as folder:
        url = f"http://localhost:{free_port()}"
        # The key is the same each time, as what is made of it may show.
        kept = {name: text for name, text in os.environ.items() if not name.startswith("TILTH_")}
        own = {"TILTH_DATA_DIR": folder, "TILTH_BASE_URL": url, "TILTH_SECRET_KEY": "pictures" * 8}
        environment = kept | own
        told = output([TILTH, "demo"], environment).splitlines()
        people = {role: (address, word) for role, address, word in map(str.split, told)}
        tokens = {
            role: output([TILTH, "token", address], environment).strip()
            for role, (address, _) in people.items()
        }
        with running(url, environment, Path(folder) / "log"):
            yield Served(url, people, tokens)


def output(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextlib.contextmanager
def running(url: str, environment: dict[str, str], log: Path) -> Iterator[None]:
    port = url.rsplit(":", 1)[1]
    with log.open("wb") as written:
        process = subprocess.Popen(
            [TILTH, "serve", "--port", port],
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        end = time.monotonic() + START_SECONDS
        while not answers(f"{url}/readyz"):
            if process.poll() is not None or time.monotonic() > end:
                raise CannotStartError(f"Tilth did not start: {last(log.read_text())}")
            time.sleep(0.2)
        yield
    finally:
        processes.stop(process)


def answers(url: str) -> bool:
    with contextlib.suppress(OSError):
        return bool(urllib.request.urlopen(url, timeout=5).status == 200)  # noqa: S310  (our own)
    return False
