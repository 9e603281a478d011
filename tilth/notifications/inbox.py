from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tilth.access import scope
from tilth.core.web import Viewer
from tilth.notifications.models import Notification, Reason

UNREAD_SHOWN = 100  # from there on the badge says "99+": counting stops


@dataclass(frozen=True)
class Line:
    title: str
    """Of the thing it is about."""
    url: str
    who: str
    """Who did it."""


@dataclass(frozen=True)
class Entry:
    notification: Notification
    line: Line


type Show = Callable[[Viewer, list[int]], Mapping[int, Line]]

_shows: dict[str, Show] = {}


def shows(thing_type: str) -> Callable[[Show], Show]:
    """Register how things of a type become lines. What the person may not see is left out."""

    def register(show: Show) -> Show:
        _shows[thing_type] = show
        return show

    return register


def notify(
    *,
    reasons: Mapping[int, Reason],
    thing_type: str,
    thing_id: int,
    contribution_id: int,
    group_id: int | None,
    audience_id: int,
    now: datetime,
) -> None:
    """Tell people of a thing, by person the reason. Idempotent: of one thing one is told once."""
    Notification.objects.bulk_create(
        [
            Notification(
                recipient_id=recipient_id,
                reason=reason,
                thing_type=thing_type,
                thing_id=thing_id,
                contribution_id=contribution_id,
                group_id=group_id,
                audience_id=audience_id,
                created_at=now,
            )
            for recipient_id, reason in sorted(reasons.items())
        ],
        ignore_conflicts=True,
    )


def mine(person: Viewer) -> QuerySet[Notification]:
    """What a person was told and may still see."""
    return Notification.objects.filter(
        scope(person).where(), recipient_id=person.pk, withheld=False
    )


@dataclass(frozen=True)
class Lines:
    items: list[Entry]
    last: int | None
    """Where to read on; None at the end."""


def entries(person: Viewer, *, before: int | None = None, limit: int = 50) -> Lines:
    """The newest lines below the id `before`: one query for the lines and one per type of thing."""
    rows = mine(person).order_by("-pk")
    found = list((rows if before is None else rows.filter(pk__lt=before))[: limit + 1])
    last = found[limit - 1].pk if len(found) > limit else None
    things: dict[str, list[int]] = defaultdict(list)
    for row in found[:limit]:
        things[row.thing_type].append(row.thing_id)
    lines = {thing_type: _shows[thing_type](person, ids) for thing_type, ids in things.items()}
    items = [
        Entry(row, line)
        for row in found[:limit]
        if (line := lines[row.thing_type].get(row.thing_id))
    ]
    return Lines(items, last)


def unread(person: Viewer) -> int:
    """How many lines are new, counted up to UNREAD_SHOWN."""
    return mine(person).filter(read_at=None)[:UNREAD_SHOWN].count()


def mark_read(person: Viewer, *, now: datetime, contribution_id: int | None = None) -> None:
    """All of them, or those about one contribution."""
    rows = mine(person).filter(read_at=None)
    if contribution_id is not None:
        rows = rows.filter(contribution_id=contribution_id)
    rows.update(read_at=now)
