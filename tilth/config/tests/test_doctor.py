"""`tilth doctor` on what was to be done and is not."""

import pytest
from django_vtasks.db.models import QueuedTask, TaskStatus

from tilth.config.commands import doctor
from tilth.config.tests.nap import nap
from tilth.events.models import OutboxEvent


def test_it_counts_what_waits(db: None) -> None:
    OutboxEvent.objects.create(name="tomorrow.Invented", payload={})
    nap.enqueue("diary", 0)

    assert doctor.outbox() == "1 events wait"
    assert doctor.tasks() == "1 wait or are at work"


def test_events_that_fail_are_a_finding(db: None) -> None:
    OutboxEvent.objects.create(name="events.BellRang", payload={}, attempts=3)

    with pytest.raises(RuntimeError, match="1 events reach somebody only in vain"):
        doctor.outbox()


def test_so_are_tasks_that_were_given_up(db: None) -> None:
    nap.enqueue("diary", 0)
    QueuedTask.objects.update(status=TaskStatus.FAILED)

    with pytest.raises(RuntimeError, match=r"1 were given up; the last is tilth\.config.*nap"):
        doctor.tasks()
