"""How `tilth serve` begins, and what it outlives."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest

from tilth.config.cli import main
from tilth.live.tests.served import Company, wait_for


def test_more_than_one_worker_without_redis_is_refused_in_one_line(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.REDIS_URL = ""

    assert main(["serve", "--workers", "2"]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert "set TILTH_REDIS_URL" in line


def test_a_taken_port_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 1

    (line,) = capsys.readouterr().err.splitlines()
    assert "another port with --port" in line


@pytest.fixture
def supervised() -> Iterator[tuple[int, int]]:
    """The process id and the port of a supervisor with two workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tilth.config.tests.supervised", str(port)]
    with subprocess.Popen(command, start_new_session=True) as supervisor:  # noqa: S603
        try:
            wait_for(lambda: answers(port) and len(workers_of(supervisor.pid)) == 2, 60)
            yield supervisor.pid, port
        finally:
            os.killpg(supervisor.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def workers_of(supervisor: int) -> set[int]:
    children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
    commands = {int(pk): Path(f"/proc/{pk}/cmdline").read_bytes() for pk in children}
    return {pk for pk, command in commands.items() if b"spawn_main" in command}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Needs Linux: reads /proc.")
def test_a_worker_that_is_killed_while_it_is_asked_is_replaced_at_once(
    supervised: tuple[int, int],
) -> None:
    supervisor, port = supervised
    time.sleep(1)  # the workers answer what they are asked
    before = workers_of(supervisor)
    victim = min(before)

    os.kill(victim, signal.SIGSTOP)
    time.sleep(1.5)  # now it has been asked, and does not answer
    os.kill(victim, signal.SIGKILL)

    wait_for(lambda: len(workers_of(supervisor) - before) == 1, 5)
    wait_for(lambda: answers(port), 5)


@pytest.mark.slow
def test_with_redis_away_pages_go_on(tmp_path: Path) -> None:
    """People sign in, read and write; only what comes live waits until Redis is back."""
    nowhere = "redis://127.0.0.1:1/0"
    company = Company(tmp_path, TILTH_REDIS_URL=nowhere)
    with company.served():
        ada = company.person("ada")
        status, made = ada.api("POST", "/contributions", {"kind": "question", "title": "Why?"})
        assert status == 201

        for path in ("/", f"/questions/{made['id']}/", "/search?q=why"):
            assert ada.opens(path) == 200
        status, _, said = company.ask("GET", "/readyz")
        assert status == 503
        assert re.search("redis.*does not answer", said)
