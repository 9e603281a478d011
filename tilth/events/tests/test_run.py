"""The loop beside the pages, and several processes at once."""

import threading
import time

import pytest
from django.db import DatabaseError, connection, transaction

from tilth.events import dispatcher, outbox
from tilth.events.dispatcher import backlog, deliver_pending
from tilth.events.models import OutboxEvent
from tilth.events.tests.bell import BellRang, in_thread, remember, remembered, ring
from tilth.events.tests.conftest import Subscribe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


def end(stop: threading.Event, thread: threading.Thread) -> None:
    stop.set()
    outbox.woken.set()
    thread.join(10)
    assert not thread.is_alive()


def test_publishing_wakes_it_at_once(
    subscribe: Subscribe, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "SWEEP_SECONDS", 3600)
    heard = threading.Event()

    def hears(event: BellRang) -> None:
        heard.set()

    subscribe(hears)
    thread = in_thread(lambda: dispatcher.run(stop))
    try:
        time.sleep(0.2)  # it has found nothing, and sleeps
        start = time.monotonic()
        ring()
        assert heard.wait(10)
        assert time.monotonic() - start < 1
    finally:
        end(stop, thread)


def test_what_others_left_is_found_in_a_sweep(
    subscribe: Subscribe, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "SWEEP_SECONDS", 0.1)
    heard = threading.Event()

    def hears(event: BellRang) -> None:
        heard.set()

    subscribe(hears)
    thread = in_thread(lambda: dispatcher.run(stop))
    try:
        time.sleep(0.2)
        OutboxEvent.objects.create(name="events.BellRang", payload={"actor_id": 1})  # wakes nobody
        assert heard.wait(10)
    finally:
        end(stop, thread)


def test_it_outlives_a_database_that_is_away(
    subscribe: Subscribe,
    stop: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(dispatcher, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(dispatcher, "SWEEP_SECONDS", 0.05)
    heard = threading.Event()
    away = [True, True]

    def hears(event: BellRang) -> None:
        heard.set()

    def deliver() -> int:
        if away:
            away.pop()
            raise DatabaseError
        return deliver_pending()

    monkeypatch.setattr(dispatcher, "deliver_pending", deliver)
    subscribe(hears)
    ring()
    thread = in_thread(lambda: dispatcher.run(stop))
    try:
        assert heard.wait(10)
    finally:
        end(stop, thread)
    assert len(caplog.records) == 2


def test_three_processes_deliver_each_event_once(subscribe: Subscribe) -> None:
    heard: list[int] = []
    lock = threading.Lock()

    def hears(event: BellRang) -> None:
        remember(event)
        with lock:
            heard.append(event.actor_id)

    subscribe(hears)
    for number in range(30):
        with transaction.atomic():
            outbox.publish(BellRang(actor_id=number))

    for thread in [in_thread(deliver_pending) for _ in range(3)]:
        thread.join()

    assert sorted(heard) == list(range(30))
    assert remembered() == 30
    assert backlog().waiting == 0


def test_three_processes_try_a_failing_one_once_each_time(subscribe: Subscribe) -> None:
    tried: list[bool] = []

    def fails(event: BellRang) -> None:
        tried.append(connection.in_atomic_block)
        raise ConnectionError

    subscribe(fails, remember)
    ring()

    for thread in [in_thread(deliver_pending) for _ in range(3)]:
        thread.join()

    assert OutboxEvent.objects.get().attempts == 1
    assert remembered() == 1
    assert len(tried) <= 4  # together, by each that came before it was counted; then apart, by one


def test_while_one_process_is_busy_with_an_event_another_takes_the_next(
    subscribe: Subscribe,
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: run the tests with TILTH_DATABASE_URL for PostgreSQL.")
    busy, go_on = threading.Event(), threading.Event()
    heard = []

    def hears(event: BellRang) -> None:
        if event.actor_id == 1:
            busy.set()
            assert go_on.wait(10)
        heard.append(event.actor_id)

    subscribe(hears)
    for number in (1, 2):
        with transaction.atomic():
            outbox.publish(BellRang(actor_id=number))
    slow = in_thread(deliver_pending)
    assert busy.wait(10)

    assert deliver_pending() == 1
    assert heard == [2]

    go_on.set()
    slow.join()
    assert heard == [2, 1]
