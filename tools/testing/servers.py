"""Servers to test with: found, or thrown away after use.

A throw-away server lies in a temporary folder, listens on a free port of loopback, never runs as
root, and is gone at the end.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.testing import processes

START_SECONDS = 30


@dataclass(frozen=True)
class Missing:
    """What this machine lacks for a part of the tests, and how to get it."""

    what: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}. To have it tested: {self.mend}."


class CannotStartError(Exception):
    """Says why, to follow "no server answers here, and …"."""


@contextlib.contextmanager
def find(
    what: str,
    *,
    variables: Sequence[str],
    usual: Iterable[str],
    unfit: Callable[[str], str],
    throw_away: Callable[[], AbstractContextManager[str]],
    mend: str,
) -> Iterator[str | Missing]:
    """The address of the server that a variable names, else of one within reach, else of a new one."""
    for variable in variables:
        if url := os.environ.get(variable):
            reason = unfit(url)
            yield Missing(what, f"{variable} names one, but {reason}", mend) if reason else url
            return
    within_reach = next((url for url in usual if not unfit(url)), None)
    if within_reach:
        yield within_reach
        return
    with contextlib.ExitStack() as stack:
        try:
            found: str | Missing = stack.enter_context(throw_away())
        except (CannotStartError, OSError) as reason:
            found = Missing(what, f"no server answers here, and {reason}", mend)
        yield found


def account() -> dict[str, Any]:
    """For subprocess: as whom to run a server. PostgreSQL refuses root, and Redis need not be it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise CannotStartError("there is no account `postgres` or `nobody` to start it as")


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Private to the account that will run the server."""
    # Root's own temporary folder may lie where that account cannot go.
    parent = "/tmp" if os.geteuid() == 0 else None  # noqa: S108
    path = Path(tempfile.mkdtemp(prefix="tilth-test-", dir=parent))
    try:
        if owner := account():
            os.chown(path, owner["user"], owner["group"])
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: Sequence[str], where: Path, answers: Callable[[], bool]) -> Iterator[None]:
    log = where / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=where,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **account(),
        )
    try:
        end = time.monotonic() + START_SECONDS
        while not answers():
            if process.poll() is not None or time.monotonic() > end:
                raise CannotStartError(
                    f"{command[0]} says: {last(log.read_text(errors='replace'))}"
                )
            time.sleep(0.1)
        yield
    finally:
        processes.stop(process)


def first(text: object) -> str:
    """The line that tells, of an exception's many."""
    return str(text).strip().split("\n")[0].rstrip(".")


def last(text: str) -> str:
    """The line that tells, of a log."""
    return text.strip().split("\n")[-1].rstrip(".")
