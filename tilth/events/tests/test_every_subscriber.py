"""Whatever subscriber a feature brings: a kill leaves nothing half done and repeats nothing.

A new one is tested here without being named. A new event needs a word in `World.ids` where one of
its fields has a name that no event had before.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest
from django.db import connection, transaction

from tilth.events import outbox
from tilth.events.dispatcher import backlog, deliver_pending
from tilth.events.models import OutboxEvent
from tilth.events.outbox import Event
from tilth.events.tests.bell import Killed
from tilth.events.tests.world import World, make_world

type Subscriber = Callable[[Any], None]

SUBSCRIBED = [
    pytest.param(
        event, subscriber, id=f"{subscriber.__module__}.{subscriber.__name__}-{event.__name__}"
    )
    for event, handlers in outbox.subscribers.items()
    for subscriber in handlers
    if ".tests." not in event.__module__
]
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def dies_before(subscriber: Subscriber) -> Subscriber:
    @wraps(subscriber)
    def dying(event: Event) -> None:
        raise Killed

    return dying


def dies_during(subscriber: Subscriber) -> Subscriber:
    """After its first write; one that writes nothing dies at its end."""

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith(WRITES):
            raise Killed
        return result

    @wraps(subscriber)
    def dying(event: Event) -> None:
        with connection.execute_wrapper(kill):
            subscriber(event)
        raise Killed

    return dying


def dies_after(subscriber: Subscriber) -> Subscriber:
    @wraps(subscriber)
    def dying(event: Event) -> None:
        subscriber(event)
        raise Killed

    return dying


@contextmanager
def replaced(event: type[Event], old: Subscriber, *new: Subscriber) -> Iterator[None]:
    handlers = outbox.subscribers[event]
    kept = list(handlers)
    at = handlers.index(old)
    handlers[at : at + 1] = new
    try:
        yield
    finally:
        handlers[:] = kept


def undone(world: World, event: type[Event]) -> dict[str, list[str]]:
    """What a plain delivery leads to, without leaving it so."""
    with transaction.atomic():
        assert deliver_pending() == 1
        assert backlog().waiting == 0, f"It does not come through: see the log of {event}."
        reached = world.snapshot()
        transaction.set_rollback(True)
    return reached


@pytest.mark.parametrize("dies", [dies_before, dies_during, dies_after])
@pytest.mark.parametrize(("event", "subscriber"), SUBSCRIBED)
def test_a_kill_leaves_nothing_half_done_and_repeats_nothing(
    world: World,
    event: type[Event],
    subscriber: Subscriber,
    dies: Callable[[Subscriber], Subscriber],
) -> None:
    world.publish(event)
    at_first, expected = world.snapshot(), undone(world, event)

    with replaced(event, subscriber, dies(subscriber)), pytest.raises(Killed):
        deliver_pending()
    assert world.snapshot() == at_first

    assert deliver_pending() == 1  # the process that comes after
    assert world.snapshot() == expected
    assert deliver_pending() == 0


@pytest.mark.parametrize(("event", "subscriber"), SUBSCRIBED)
def test_nor_where_each_is_tried_apart_because_one_fails(
    world: World, event: type[Event], subscriber: Subscriber
) -> None:
    world.publish(event)
    expected = undone(world, event)

    def fails(event: Event) -> None:
        raise ConnectionError

    with (
        replaced(event, subscriber, fails, dies_during(subscriber)),
        pytest.raises(Killed),
    ):
        deliver_pending()
    for _ in range(2):
        OutboxEvent.objects.update(retry_at="2026-01-01T00:00Z")
        deliver_pending()

    assert world.snapshot() == expected
    assert backlog().waiting == 0


@pytest.mark.parametrize(("event", "subscriber"), SUBSCRIBED)
def test_it_does_something_and_a_second_time_nothing(
    world: World, event: type[Event], subscriber: Subscriber
) -> None:
    """Not needed for kills; but an import or a rebuilding says things again."""
    before = world.snapshot()
    subscriber(world.event(event))
    once = world.snapshot()

    subscriber(world.event(event))

    assert world.snapshot() == once
    if not subscriber.__module__.endswith(".live"):  # what pokes browsers stores nothing
        assert once != before
