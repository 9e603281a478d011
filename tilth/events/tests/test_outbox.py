"""Writing down what happened."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from tilth.events import outbox
from tilth.events.models import OutboxEvent
from tilth.events.outbox import Event, name_of, on, publish, subscribers_of
from tilth.events.tests.bell import BellRang, ring
from tilth.events.tests.conftest import Subscribe


@dataclass(frozen=True, kw_only=True)
class BigBellRang(BellRang):
    hour: int


def test_an_event_is_kept_with_all_it_says(db: None) -> None:
    with transaction.atomic():
        publish(BigBellRang(actor_id=7, hour=12))

    row = OutboxEvent.objects.get()
    assert row.name == "events.BigBellRang"
    assert outbox.types[row.name](**row.payload) == BigBellRang(actor_id=7, hour=12)


def test_an_event_goes_down_with_its_change(db: None) -> None:
    with transaction.atomic():
        ring()
        transaction.set_rollback(True)

    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_not_published_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        publish(BellRang(actor_id=1))


@pytest.mark.django_db(transaction=True)
def test_the_dispatcher_is_woken_by_the_commit_and_not_before() -> None:
    outbox.woken.clear()
    with transaction.atomic():
        publish(BellRang(actor_id=1))
        assert not outbox.woken.is_set()

    assert outbox.woken.is_set()


def test_the_name_outlives_a_module_that_is_renamed_or_split() -> None:
    class InAnotherFile(Event):
        __module__ = "tilth.questions.anywhere.else"

    assert name_of(InAnotherFile) == "questions.InAnotherFile"
    del outbox.types["questions.InAnotherFile"]


def test_who_subscribed_to_the_base_hears_of_it_too_and_once(
    subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hears_both(event: BellRang) -> None: ...

    def hears_big_ones(event: BigBellRang) -> None: ...

    subscribe(hears_both)
    monkeypatch.setitem(outbox.subscribers, BigBellRang, [])
    on(BigBellRang)(hears_big_ones)
    on(BigBellRang)(hears_both)

    assert subscribers_of(BigBellRang) == [hears_big_ones, hears_both]
    assert subscribers_of(BellRang) == [hears_both]
