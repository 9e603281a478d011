from dataclasses import dataclass

from tilth.events.outbox import Event


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Event):
    """Founded, described anew, moved, given another visibility, archived."""

    group_id: int


@dataclass(frozen=True, kw_only=True)
class GroupPlaced(GroupChanged):
    """Created, moved, or given another visibility: others may see it now."""


@dataclass(frozen=True, kw_only=True)
class MembershipChanged(Event):
    group_id: int
    person_id: int
