"""An app says what happened; other apps say what they do about it."""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from tilth.events.models import OutboxEvent


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Ids and plain values only, as it is stored as JSON."""

    actor_id: int

    def __init_subclass__(cls) -> None:
        types[name_of(cls)] = cls


types: dict[str, type[Event]] = {}
subscribers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)
woken = threading.Event()  # this process has something to deliver


def name_of(event_type: type[Event]) -> str:
    """`questions.AnswerAccepted`: app and class, so that a module may be split or renamed."""
    return f"{event_type.__module__.split('.')[1]}.{event_type.__name__}"


def on[E: Event](event_type: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Subscribe to an event and its subclasses."""

    def subscribe(handle: Callable[[E], None]) -> Callable[[E], None]:
        subscribers[event_type].append(handle)
        return handle

    return subscribe


def subscribers_of(event_type: type[Event]) -> list[Callable[[Any], None]]:
    """Each once, also one that subscribed to an event and to its base."""
    wanted = [handle for cls in event_type.__mro__ for handle in subscribers.get(cls, ())]
    return list(dict.fromkeys(wanted))


def publish(event: Event) -> None:
    """Write the event down: it is kept or lost together with the change it tells of."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("publish() belongs inside the transaction of the change.")
    OutboxEvent.objects.create(name=name_of(type(event)), payload=asdict(event))
    transaction.on_commit(woken.set)
