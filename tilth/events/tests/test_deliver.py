"""Each event reaches each subscriber, and takes effect once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilth.events.dispatcher import backlog, deliver_pending
from tilth.events.models import Delivery, OutboxEvent
from tilth.events.tests.bell import BellRang, Killed, remember, remembered, ring
from tilth.events.tests.conftest import Subscribe
from tilth.people.models import Unit

LONG_AGO = "2026-01-01T00:00Z"


def fails(event: BellRang) -> None:
    remember(event)
    raise ConnectionError


def time_passes() -> None:
    OutboxEvent.objects.filter(done_at=None).update(retry_at=LONG_AGO)


def test_all_subscribers_get_it_in_one_transaction(db: None, subscribe: Subscribe) -> None:
    def remembers_too(event: BellRang) -> None:
        remember(event)

    subscribe(remember, remembers_too)
    ring()

    with CaptureQueriesContext(connection) as queries:
        assert deliver_pending() == 1

    assert remembered() == 2
    assert [sql["sql"].split()[0] for sql in queries] == [
        "SELECT",  # what is due
        "SAVEPOINT",  # in a test; else BEGIN
        "SELECT",  # still so, and held
        "INSERT",
        "INSERT",
        "UPDATE",  # done
        "RELEASE",  # else COMMIT
    ]
    assert deliver_pending() == 0


def test_where_nothing_waits_a_sweep_is_one_query_that_writes_nothing(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert deliver_pending() == 0

    assert [sql["sql"].split()[0] for sql in queries] == ["SELECT"]


def test_they_come_in_the_order_in_which_they_were_published(
    db: None, subscribe: Subscribe
) -> None:
    heard = []

    def hears(event: BellRang) -> None:
        heard.append(event.actor_id)

    subscribe(hears)
    for number in (3, 1, 2):
        with transaction.atomic():
            OutboxEvent.objects.create(name="events.BellRang", payload={"actor_id": number})
    deliver_pending()

    assert heard == [3, 1, 2]


def test_one_that_fails_is_tried_again_and_keeps_nothing_from_the_others(
    db: None, subscribe: Subscribe
) -> None:
    subscribe(fails, remember)
    ring()

    deliver_pending()
    assert remembered() == 1  # by the second; the first left nothing behind
    assert deliver_pending() == 0  # not before its time

    time_passes()
    deliver_pending()
    assert remembered() == 1
    assert OutboxEvent.objects.get().attempts == 2

    subscribe(remember)  # mended
    time_passes()
    deliver_pending()
    assert remembered() == 1
    assert backlog().waiting == 0


def test_it_waits_longer_each_time_and_never_more_than_about_an_hour(
    db: None, subscribe: Subscribe
) -> None:
    subscribe(fails)
    ring()
    waits = []
    for attempts in (1, 5, 10_000):
        OutboxEvent.objects.update(attempts=attempts, retry_at=LONG_AGO)
        deliver_pending()
        waits.append(OutboxEvent.objects.get().retry_at - timezone.now())

    assert timedelta(seconds=2) < waits[0] < waits[1] < waits[2] < timedelta(hours=2)


def test_it_is_said_who_failed_on_what(
    db: None, subscribe: Subscribe, caplog: pytest.LogCaptureFixture
) -> None:
    subscribe(remember, fails)
    ring()
    deliver_pending()

    (record,) = caplog.records
    assert "test_deliver.fails failed on event" in record.getMessage()
    assert record.exc_info is not None
    assert (backlog().waiting, backlog().failing) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_that_the_database_refuses_at_the_commit_keeps_nothing_from_the_others(
    subscribe: Subscribe,
) -> None:
    """Foreign keys are checked at the end of the transaction, when all subscribers are through."""

    def points_at_nothing(event: BellRang) -> None:
        Unit.objects.create(name="orphan", parent_id=2**40)

    subscribe(points_at_nothing, remember)
    ring()
    ring()
    deliver_pending()

    assert [unit.name for unit in Unit.objects.all()] == ["bell", "bell"]
    assert Delivery.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        points_at_nothing(BellRang(actor_id=1))


def test_a_poisoned_event_does_not_hold_up_those_behind_it(db: None, subscribe: Subscribe) -> None:
    subscribe(remember)
    OutboxEvent.objects.create(name="events.BellRang", payload={"from": "another release"})
    ring()

    deliver_pending()

    assert remembered() == 1
    assert (backlog().waiting, backlog().failing) == (1, 1)


def test_what_a_newer_release_published_is_left_for_it(db: None) -> None:
    OutboxEvent.objects.create(name="tomorrow.Invented", payload={"actor_id": 1})

    assert deliver_pending() == 0

    row = OutboxEvent.objects.get()
    assert row.done_at is None
    assert row.attempts == 0
    assert backlog().waiting == 1


def test_a_clock_that_was_ahead_delays_nothing(db: None, subscribe: Subscribe) -> None:
    subscribe(remember)
    ring()
    OutboxEvent.objects.update(retry_at=timezone.now() + timedelta(hours=1))

    deliver_pending()

    assert remembered() == 1


def test_a_kill_between_two_that_are_tried_apart_repeats_neither(
    db: None, subscribe: Subscribe
) -> None:
    kills = [False, True, False]  # not when together, but when apart, and then no more

    def dies_apart(event: BellRang) -> None:
        if kills.pop(0):
            raise Killed
        remember(event)

    mended: list[bool] = []

    def fails_at_first(event: BellRang) -> None:
        if not mended:
            raise ConnectionError

    subscribe(remember, dies_apart, fails_at_first)
    ring()
    with pytest.raises(Killed):
        deliver_pending()
    assert remembered() == 1

    mended.append(True)
    time_passes()
    deliver_pending()

    assert remembered() == 2
    assert backlog().waiting == 0


def test_nothing_is_waiting_where_nothing_happened(db: None) -> None:
    assert backlog().since is None
