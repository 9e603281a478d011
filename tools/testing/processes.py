"""Commands that leave nothing running behind, however they or we end."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import IO

GRACE_SECONDS = 20


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    seconds: float,
    output: IO[bytes] | None = None,
) -> int | None:
    """Its exit status, or None if it was stopped after so many seconds.

    It gets a session of its own, so that Ctrl-C reaches it once and through us, and so that what it
    started (servers, browsers) can be ended with it.
    """
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C would (pytest then tidies up, PostgreSQL and Redis end at once), else by force."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
