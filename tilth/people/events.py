from dataclasses import dataclass

from tilth.events.outbox import Event


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """Added, renamed, or left."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonLeft(PersonChanged):
    pass


@dataclass(frozen=True, kw_only=True)
class PeopleBroughtIn(Event):
    """A batch of an import. They are indexed, and nobody is told."""

    person_ids: list[int]
