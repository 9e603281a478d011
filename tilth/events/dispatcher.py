"""Brings each event to each of its subscribers, whatever is killed and whenever.

All subscribers of an event run in one transaction with the note that it is done: that is one commit
to wait for, and what they write to the database happens exactly once. Where anything in it fails,
nothing of it has happened, and each subscriber gets the event in a transaction of its own, so that
one that fails keeps it from no other.

What a subscriber does to the world outside may happen twice: a mail or a webhook carries a key that
betrays the second, or is a task enqueued in the same transaction.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import close_old_connections, transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from tilth.events.models import Delivery, OutboxEvent
from tilth.events.outbox import Event, subscribers_of, types, woken

BATCH = 100
SWEEP_SECONDS = 5.0
PAUSE_SECONDS = 1.0  # after the database failed us
DOUBLINGS = 12  # of the wait after a failure: from two seconds to about an hour
LEFT_TO_OTHERS = 0.25  # of the time that delivering takes
BITE = 1000  # rows dropped in one transaction

logger = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Deliver until `stop` is set (set `woken` after it): at once what this process published, and
    in a sweep what another process, or one that was killed, has left."""
    while not stop.is_set():
        woken.clear()
        try:
            while deliver_pending() and not stop.is_set():
                pass
        except Exception:  # the database is away, say; nothing may end this loop but `stop`
            logger.exception("The outbox could not be worked through; trying again.")
            stop.wait(PAUSE_SECONDS)
        finally:
            # A broken connection would stay broken, and a pooled one is needed elsewhere.
            close_old_connections()
        woken.wait(SWEEP_SECONDS)


def deliver_pending() -> int:
    """Deliver a batch of what is due; return how many events this process took upon itself.

    Any number of processes may do this at once: each event is taken by one of them.
    """
    # A new one is due whatever the clock of the process that published it said. What a newer
    # release published is left to its own processes.
    due = OutboxEvent.objects.filter(
        Q(attempts=0) | Q(retry_at__lte=timezone.now()), name__in=list(types), done_at=None
    )
    taken = 0
    for row in list(due.order_by("retry_at", "pk")[:BATCH]):
        with _giving_way():
            taken += _deliver(row)
    return taken


def forget_delivered(*, before: datetime) -> None:
    """Drop what everybody has had for long: a task for every night."""
    old = OutboxEvent.objects.filter(done_at__lt=before).order_by("pk").values_list("pk", flat=True)
    while bite := list(old[:BITE]):
        with _giving_way():
            OutboxEvent.objects.filter(pk__in=bite).delete()


@dataclass(frozen=True)
class Backlog:
    waiting: int
    failing: int
    """Those among them that some subscriber has failed on."""
    since: datetime | None
    """When the oldest was published."""


def backlog() -> Backlog:
    """What is published and has not reached everybody: for `tilth doctor` and for metrics."""
    return Backlog(
        **OutboxEvent.objects.filter(done_at=None).aggregate(
            waiting=Count("pk"),
            failing=Count("pk", filter=Q(attempts__gt=0)),
            since=Min("created_at"),
        )
    )


def _deliver(row: OutboxEvent) -> bool:
    """Whether it fell to this process."""
    if row.attempts:
        return _deliver_apart(row)
    try:
        return _deliver_together(row)
    except Exception:  # noqa: BLE001  (logged below, where it shows which of them it is)
        return _deliver_apart(row)


@transaction.atomic
def _deliver_together(row: OutboxEvent) -> bool:
    # Where another process has it in hand, this one goes on with the next.
    if not _still(row).select_for_update(skip_locked=True).values_list("pk"):
        return False
    event = _event(row)
    for subscriber in subscribers_of(type(event)):
        subscriber(event)
    _still(row).update(done_at=timezone.now())
    return True


def _deliver_apart(row: OutboxEvent) -> bool:
    # Counted before it is tried: whoever counted last has it in hand, also after a kill.
    wait = timedelta(seconds=2 ** min(row.attempts + 1, DOUBLINGS))
    retry = {"attempts": row.attempts + 1, "retry_at": timezone.now() + wait}
    if not _still(row).update(**retry):
        return False
    row.attempts += 1
    # Each gets it before any is judged: one that fails must not keep it from the others.
    outcomes = [_deliver_to(subscriber, row) for subscriber in subscribers_of(types[row.name])]
    if all(outcomes):
        _still(row).update(done_at=timezone.now())
    return True


def _deliver_to(subscriber: Callable[[Any], None], row: OutboxEvent) -> bool:
    name = f"{subscriber.__module__}.{subscriber.__name__}"
    try:
        with transaction.atomic():
            if not _still(row).select_for_update().values_list("pk"):
                return False
            _, first = Delivery.objects.get_or_create(event=row, subscriber=name)
            if first:
                subscriber(_event(row))
    except Exception:  # whatever one feature does wrong, the others get theirs
        logger.exception("%s failed on event %s, attempt %s.", name, row.pk, row.attempts)
        return False
    return True


@contextmanager
def _giving_way() -> Iterator[None]:
    """Leave a gap after a write. SQLite's one write lock goes to whoever asks while it is free:
    without gaps, people who post wait until all of the outbox is done (measured on 400 events, with
    four of them: the slowest twentieth 4 s and more instead of 0.25 s)."""
    start = time.monotonic()
    yield
    time.sleep((time.monotonic() - start) * LEFT_TO_OTHERS)


def _event(row: OutboxEvent) -> Event:
    return types[row.name](**row.payload)


def _still(row: OutboxEvent) -> QuerySet[OutboxEvent]:
    """The row, as long as no other process has taken it on since it was read."""
    return OutboxEvent.objects.filter(pk=row.pk, done_at=None, attempts=row.attempts)
