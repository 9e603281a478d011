from datetime import timedelta

import pytest
from django.utils import timezone

from tilth.events import dispatcher
from tilth.events.dispatcher import deliver_pending, forget_delivered
from tilth.events.models import Delivery, OutboxEvent
from tilth.events.tests.bell import BellRang, remember, ring
from tilth.events.tests.conftest import Subscribe


def test_what_was_delivered_long_ago_is_forgotten(
    db: None, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "BITE", 2)
    subscribe(remember)
    for _ in range(5):
        ring()
    deliver_pending()
    ring()

    forget_delivered(before=timezone.now())

    assert [event.done_at for event in OutboxEvent.objects.all()] == [None]


def test_what_was_delivered_lately_is_kept(db: None, subscribe: Subscribe) -> None:
    subscribe(remember)
    ring()
    deliver_pending()

    forget_delivered(before=timezone.now() - timedelta(days=7))

    assert OutboxEvent.objects.count() == 1


def test_the_notes_of_one_that_was_delivered_in_parts_go_with_it(
    db: None, subscribe: Subscribe
) -> None:
    once = [True]

    def fails_once(event: BellRang) -> None:
        if once and once.pop():
            raise ConnectionError

    subscribe(remember, fails_once)
    ring()
    deliver_pending()
    assert Delivery.objects.count() == 2

    forget_delivered(before=timezone.now())

    assert not Delivery.objects.exists()
