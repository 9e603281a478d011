"""Work that is put off: a row of the same transaction, and another process takes it up."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django_vtasks.db.models import QueuedTask

from tilth.config.tests.nap import nap
from tilth.events.tests.elsewhere import address
from tilth.live.tests.served import Company, wait_for

PROMISED = 60.0  # seconds until what a killed process left is taken up
TILTH = str(Path(sys.executable).with_name("tilth"))


def test_a_task_goes_down_with_its_transaction(db: None, tmp_path: Path) -> None:
    with transaction.atomic():
        nap.enqueue(str(tmp_path / "diary"), 0)
        assert QueuedTask.objects.count() == 1
        transaction.set_rollback(True)

    assert QueuedTask.objects.count() == 0


def test_and_is_kept_with_it(db: None, tmp_path: Path) -> None:
    with transaction.atomic():
        nap.enqueue(str(tmp_path / "diary"), 0)

    assert QueuedTask.objects.count() == 1


@contextmanager
def served(folder: Path) -> Iterator[Callable[[], None]]:
    """On the database of these tests; gives what kills it."""
    company = Company(folder, TILTH_DATABASE_URL=address())
    with subprocess.Popen(  # noqa: S603  (ourselves)
        [TILTH, "serve", "--port", str(company.port)],
        env=company.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as server:

        def kill() -> None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()

        try:
            wait_for(company.is_served, 60)
            yield kill
        finally:
            if server.poll() is None:
                server.terminate()
                server.wait(20)


@pytest.mark.slow
def test_what_a_killed_process_left_is_taken_up_within_a_minute(
    transactional_db: None, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"

    def written() -> list[str]:
        return diary.read_text().split() if diary.exists() else []

    with served(tmp_path) as kill:
        nap.enqueue(str(diary), 3)
        wait_for(lambda: written() == ["begun"], 20)
        kill()
        killed = time.monotonic()
    with served(tmp_path):
        wait_for(lambda: written() == ["begun", "begun"], PROMISED)
        assert time.monotonic() - killed < PROMISED
        wait_for(lambda: written() == ["begun", "begun", "done"], 20)
        wait_for(lambda: not QueuedTask.objects.exists(), 10)
