from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from tilth.access import scope
from tilth.core.web import Request, Viewer
from tilth.notifications.models import Notification, Reason

LINES_SHOWN = 5  # of one thing, on the average of a page
UNREAD_SHOWN = 100  # from there on the badge says "99+": counting stops


@dataclass(frozen=True)
class Line:
    title: str
    """Of the thing it is about."""
    url: str
    who: str
    """Who did it."""
    person: Any = None
    """The same, as somebody with a face."""
    words: str = ""
    """How it begins."""
    about: Any = None
    """The contribution that it is, or that it stands below."""


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
    return Lines(_with_lines(person, found[:limit]), last)


def _with_lines(person: Viewer, rows: list[Notification]) -> list[Entry]:
    """In the same order, without those whose thing cannot be seen any more."""
    told_of: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        told_of[row.thing_type].append(row.thing_id)
    lines = {thing_type: _shows[thing_type](person, ids) for thing_type, ids in told_of.items()}
    return [Entry(row, line) for row in rows if (line := lines[row.thing_type].get(row.thing_id))]


@dataclass(frozen=True)
class Thing:
    """All that one was told of one contribution, the newest first."""

    contribution_id: int
    entries: list[Entry] = field(default_factory=list)

    @property
    def newest(self) -> Entry:
        return self.entries[0]

    @property
    def new(self) -> int:
        return sum(entry.notification.read_at is None for entry in self.entries)

    @property
    def reasons(self) -> list[Reason]:
        """Why one is told, the strongest first."""
        given = {entry.notification.reason for entry in self.entries}
        return [reason for reason in Reason if reason in given]


@dataclass(frozen=True)
class Things:
    items: list[Thing]
    last: int | None
    """Where to read on; None at the end."""


def things(
    person: Viewer,
    *,
    before: int | None = None,
    only_new: bool = False,
    reasons: Sequence[Reason] = (),
    limit: int = 30,
) -> Things:
    """By contribution, those first of which one was told last. Four queries."""
    rows = mine(person)
    if only_new:
        rows = rows.filter(read_at=None)
    if reasons:
        rows = rows.filter(reason__in=reasons)
    grouped = rows.values("contribution_id").annotate(last=Max("pk")).order_by("-last")
    if before is not None:
        grouped = grouped.filter(last__lt=before)
    newest = list(grouped.values_list("contribution_id", "last")[: limit + 1])
    last = newest[limit - 1][1] if len(newest) > limit else None
    found = {pk: Thing(pk) for pk, _ in newest[:limit]}
    told = list(rows.filter(contribution_id__in=found).order_by("-pk")[: LINES_SHOWN * limit])
    for entry in _with_lines(person, told):
        found[entry.notification.contribution_id].entries.append(entry)
    return Things([thing for thing in found.values() if thing.entries], last)


def unread(person: Viewer) -> int:
    """How many lines are new, counted up to UNREAD_SHOWN."""
    return mine(person).filter(read_at=None)[:UNREAD_SHOWN].count()


def unread_by(request: Request) -> int:
    """Of whoever asks, counted once per request: the frame shows it, pages go by it. To be set to
    None by what changes it."""
    known: int | None = getattr(request, "unread", None)
    if known is None:
        known = request.unread = unread(request.user)
    return known


def mark_read(person: Viewer, *, now: datetime, contribution_id: int | None = None) -> None:
    """All of them, or those about one contribution."""
    rows = mine(person).filter(read_at=None)
    if contribution_id is not None:
        rows = rows.filter(contribution_id=contribution_id)
    rows.update(read_at=now)
