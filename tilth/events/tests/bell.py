"""An event of the tests' own, and what hears it."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

from django.db import connection, transaction

from tilth.events.outbox import Event, publish
from tilth.people.models import Unit


@dataclass(frozen=True, kw_only=True)
class BellRang(Event):
    pass


class Killed(BaseException):
    """As much of `kill -9` as fits into one process: no handler runs, and nothing commits."""


def ring() -> None:
    with transaction.atomic():
        publish(BellRang(actor_id=1))


def remember(event: BellRang) -> None:
    """A subscriber that leaves a row: so many units, so many times it took effect."""
    Unit.objects.create(name="bell")


def remembered() -> int:
    return Unit.objects.count()


def in_thread(work: Callable[[], object]) -> Thread:
    """As another process: with a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread
