"""Reads a stream in two steps: the ids of one page from indexes alone, then the rows.

Each source gives at most a page's worth, straight from the top of an index that covers its select.
So what a page costs depends on how many sources its reader has, not on how much was written.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max

from tilth import access
from tilth.contributions.models import Contribution, Reply, Tagging
from tilth.core.cursor import Cursor
from tilth.people.models import Person
from tilth.stream.select import Entry, Filters, Order, Window, newest
from tilth.stream.sources import Reason, Source, cheapest_way, sources_of

BUMPED = 200  # items that may be bumped while somebody reads on, without any being missed
LONG = ("body", "html", "source", "reactions")  # what no card shows


@dataclass(frozen=True)
class Item:
    contribution: Contribution
    reason: Reason
    source_id: int | None
    at: datetime


@dataclass(frozen=True)
class Page:
    items: list[Item]
    next: Cursor | None


def read(
    person: Person,
    *,
    order: Order = "active",
    before: Cursor | None = None,
    filters: Filters | None = None,
    limit: int = 20,
    now: datetime,
) -> Page:
    """The page of a person's stream that follows `before`."""
    sources = list(sources_of(person))
    return page_of(
        person, sources, order=order, before=before, filters=filters, limit=limit, now=now
    )


def listing(
    person: Person,
    source: Source,
    *,
    order: Order = "active",
    before: Cursor | None = None,
    filters: Filters | None = None,
    limit: int = 20,
    now: datetime,
) -> Page:
    """A page of what is in one group, by one person or about one tag, as far as one may see it."""
    return page_of(
        person, [source], order=order, before=before, filters=filters, limit=limit, now=now
    )


def page_of(
    person: Person,
    sources: list[Source],
    *,
    order: Order,
    before: Cursor | None,
    filters: Filters | None,
    limit: int,
    now: datetime,
) -> Page:
    filters = filters or Filters()
    if filters.group_id is not None:
        # The strongest reason for all of them.
        sources = [Source(Reason.GROUP, filters.group_id)]
    find = _Finder(person, sources, order, filters)
    entries = find(Window(before=before), limit + 1)
    if before is not None and order == "active":
        entries = find.with_bumped(entries, before, limit + 1)
    items = rows(person, entries[:limit], sources)
    if len(entries) <= limit:
        return Page(items, next=None)
    last = entries[limit - 1]
    return Page(items, next=Cursor(last.at, last.pk, before.as_of if before else now))


class _Finder:
    def __init__(
        self, person: Person, sources: list[Source], order: Order, filters: Filters
    ) -> None:
        self.scope, self.sources = access.scope(person), sources
        self.order, self.filters = order, filters
        self.way = cheapest_way(sources)

    def __call__(self, window: Window, limit: int) -> list[Entry]:
        if not self.sources:
            return []
        return newest(
            self.sources,
            self.scope,
            order=self.order,
            window=window,
            filters=self.filters,
            limit=limit,
            way=self.way,
        )

    def with_bumped(self, entries: list[Entry], before: Cursor, limit: int) -> list[Entry]:
        """What was replied to since the first page has gone up, past the place where one reads.
        It is shown here at the place that it had then, so that nobody misses it and nothing comes
        twice."""
        bumped = {entry.pk: entry for entry in self(Window(after=before.as_of), BUMPED)}
        if not bumped:
            return entries
        then = places_at(list(bumped), before.as_of)
        back = [
            replace(entry, at=then[pk])
            for pk, entry in bumped.items()
            if pk in then and (then[pk], pk) < (before.at, before.pk)
        ]
        merged = sorted([*entries, *back], key=lambda entry: (entry.at, entry.pk), reverse=True)
        return merged[:limit]


def places_at(ids: list[int], moment: datetime) -> dict[int, datetime]:
    """When each was last active at a moment in the past; what was not there yet is left out."""
    written = Contribution.objects.filter(pk__in=ids, created_at__lte=moment)
    places = dict(written.values_list("pk", "created_at"))
    replies = Reply.objects.filter(contribution_id__in=list(places), created_at__lte=moment)
    latest = replies.values_list("contribution_id").annotate(at=Max("created_at"))
    places.update({pk: max(at, places[pk]) for pk, at in latest.order_by()})
    return places


def rows(person: Person, entries: list[Entry], sources: list[Source]) -> list[Item]:
    """The second step. Asks for permission again, although the first has done so."""
    found = access.visible(person, Contribution.objects.filter(pk__in=[e.pk for e in entries]))
    by_id = {
        row.pk: row for row in found.select_related("author", "group").defer(*LONG) if row.listed
    }
    followed = {source for source in sources if source.reason is Reason.TAG}
    tags = tag_ids(by_id, followed) if followed else {}
    items = []
    for entry in entries:
        row = by_id.get(entry.pk)
        if row is None:
            continue
        source_id = {
            Reason.GROUP: row.group_id,
            Reason.PERSON: row.author_id,
            Reason.TAG: tags.get(entry.pk),
            Reason.COMPANY: None,
        }[entry.reason]
        items.append(Item(row, entry.reason, source_id, entry.at))
    return items


def tag_ids(by_id: dict[int, Contribution], followed: set[Source]) -> dict[int, int]:
    """For each contribution one of the tags for which it is there."""
    found = Tagging.objects.filter(
        contribution_id__in=list(by_id), tag_id__in=[source.pk for source in followed]
    )
    return dict(found.order_by("-tag_id").values_list("contribution_id", "tag_id"))
