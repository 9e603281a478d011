"""The SQL of streams: ids and times of the newest entries, from covering indexes alone.

It is pasted together from names in this file and whole numbers, never from what was typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from typing import Any, Literal

from django.db import connection

from tilth.access import Scope
from tilth.core.cursor import Cursor
from tilth.stream.sources import Reason, Source, Way

SOURCES_PER_QUERY = 400  # SQLite joins at most 500 selects

type Order = Literal["active", "newest"]
COLUMN: dict[str, str] = {"active": "active_at", "newest": "created_at"}


@dataclass(frozen=True)
class Filters:
    """What a reader wants to see of a stream."""

    kind: str = ""
    """A name of `kinds`."""
    group_id: int | None = None
    tag_id: int | None = None
    unanswered: bool = False

    def sql(self, table: str, pk: str) -> str:
        """Conditions on a contribution, whose id stands in `table.pk`."""
        parts = []
        if self.kind:
            parts.append(f"{table}.kind = '{self.kind}'")
        if self.unanswered:
            parts.append(f"{table}.awaits = {true()}")
        if self.tag_id is not None:
            parts.append(
                f"EXISTS (SELECT 1 FROM contributions_tagging t WHERE t.tag_id = {self.tag_id}"  # noqa: S608
                f" AND t.contribution_id = {table}.{pk})"
            )
        return "".join(f" AND {part}" for part in parts)

    @property
    def touch_the_row(self) -> bool:
        return bool(self.kind or self.unanswered)


def true() -> str:
    """As this database wrote it into the conditions of its indexes. SQLite compares the letters:
    with `c.listed` alone it uses none of them, and sorts all that there is in a group."""
    return str(connection.schema_editor().quote_value(True))


@dataclass(frozen=True)
class Entry:
    at: datetime
    pk: int
    reason: Reason


@dataclass(frozen=True)
class Window:
    """Which part of the time: below a cursor, or after a moment."""

    before: Cursor | None = None
    after: datetime | None = None

    def sql(self, column: str, pk: str) -> tuple[str, list[Any]]:
        adapt = connection.ops.adapt_datetimefield_value
        if self.before is not None:
            return f" AND ({column}, {pk}) < (%s, %s)", [adapt(self.before.at), self.before.pk]
        if self.after is not None:
            return f" AND {column} > %s", [adapt(self.after)]
        return "", []


def newest(
    sources: list[Source],
    scope: Scope,
    *,
    order: Order,
    window: Window,
    filters: Filters,
    limit: int,
    way: Way = "each",
) -> list[Entry]:
    """The newest entries, each once with its strongest reason.

    What is among the newest of all is among the newest of every source that has it, so taking only
    the top of each source misses no reason.
    """
    make = Selects(scope, COLUMN[order], window, filters, limit)
    ways = {"each": make.of_each, "gather": make.gather, "walk": make.walk}
    # Without a group there is nothing to gather, nor to walk past.
    in_groups = any(source.reason is Reason.GROUP for source in sources)
    selects = list(ways[way if in_groups else "each"](sources))
    found: list[Entry] = []
    for batch in batched(selects, SOURCES_PER_QUERY, strict=False):
        union = " UNION ALL ".join(f"SELECT * FROM ({select}) AS s" for select in batch)  # noqa: S608
        sql = (
            f"SELECT at, id, MIN(reason) FROM ({union}) AS found"  # noqa: S608
            f" GROUP BY at, id ORDER BY at DESC, id DESC LIMIT {limit}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, make.place * len(batch))
            found += [Entry(_time(at), pk, Reason(why)) for at, pk, why in cursor.fetchall()]
    found.sort(key=lambda entry: (entry.at, entry.pk, -entry.reason), reverse=True)
    once = {entry.pk: entry for entry in reversed(found)}
    return list(reversed(once.values()))[:limit]


def _time(value: datetime | str) -> datetime:
    """SQLite gives raw selects their times as text, or without a zone; all are UTC."""
    time = datetime.fromisoformat(value) if isinstance(value, str) else value
    return time if time.tzinfo else time.replace(tzinfo=UTC)


class Selects:
    """The selects of one page: for each source its newest entries, in the order of an index."""

    def __init__(
        self, scope: Scope, column: str, window: Window, filters: Filters, limit: int
    ) -> None:
        self.scope, self.column, self.window = scope, column, window
        self.filters, self.limit = filters, limit
        self.place = window.sql(column, "id")[1]

    def of_each(self, sources: list[Source]) -> Iterator[str]:
        for source in sources:
            if source.reason is Reason.TAG:
                yield self._of_tag(source)
            elif self.filters.group_id is None or source.reason is not Reason.COMPANY:
                yield self._of_contributions(CONDITIONS[source.reason].format(source.pk), source)

    def gather(self, sources: list[Source]) -> Iterator[str]:
        """All there is in the groups, and of that the newest. As a CTE, or a database would walk
        down everything to be spared the sorting of a few hundred."""
        groups = ", ".join(str(s.pk) for s in sources if s.reason is Reason.GROUP)
        inside = self._rows(
            str(Reason.GROUP.value), "contributions_contribution", "id", f"c.group_id IN ({groups})"
        )
        yield (
            f"WITH mine AS MATERIALIZED ({inside})"  # noqa: S608
            f" SELECT * FROM mine ORDER BY at DESC, id DESC LIMIT {self.limit}"
        )
        yield from self.of_each([s for s in sources if s.reason is not Reason.GROUP])

    def walk(self, sources: list[Source]) -> Iterator[str]:
        """Down everything there is, past what is not the reader's."""
        ids = {reason: [s.pk for s in sources if s.reason is reason] for reason in Reason}
        whens = [
            f"WHEN c.{column} IN ({', '.join(map(str, ids[reason]))}) THEN {reason.value}"
            for reason, column in ((Reason.GROUP, "group_id"), (Reason.PERSON, "author_id"))
            if ids[reason]
        ]
        if ids[Reason.COMPANY]:
            whens.append(f"WHEN c.group_id IS NULL THEN {Reason.COMPANY.value}")
        case = f"CASE {' '.join(whens)} END"
        # Not as OR, by which SQLite would gather all there is in each group, and sort it.
        yield self._select(case, "contributions_contribution", "id", f"{case} IS NOT NULL")
        yield from self.of_each([s for s in sources if s.reason is Reason.TAG])

    def _of_contributions(self, condition: str, source: Source) -> str:
        reason = str(source.reason.value)
        return self._select(reason, "contributions_contribution", "id", condition)

    def _of_tag(self, source: Source) -> str:
        reason, condition = str(source.reason.value), f"c.tag_id = {source.pk}"
        return self._select(reason, "contributions_tagging", "contribution_id", condition)

    def _select(self, reason: str, table: str, pk: str, condition: str) -> str:
        rows = self._rows(reason, table, pk, condition)
        return f"{rows} ORDER BY c.{self.column} DESC, c.{pk} DESC LIMIT {self.limit}"

    def _rows(self, reason: str, table: str, pk: str, condition: str) -> str:
        of_tag = table == "contributions_tagging"
        listed = "" if of_tag else f" AND c.listed = {true()}"
        joined, row = "", "c"
        if of_tag and self.filters.touch_the_row:
            joined, row = " JOIN contributions_contribution x ON x.id = c.contribution_id", "x"
        in_group = f" AND c.group_id = {self.filters.group_id}" if self.filters.group_id else ""
        before, _place = self.window.sql(f"c.{self.column}", f"c.{pk}")
        return (
            f"SELECT c.{self.column} AS at, c.{pk} AS id, {reason} AS reason"  # noqa: S608
            f" FROM {table} c{joined} WHERE {condition}{listed}{in_group}"
            f" AND {self.scope.sql('c')}{before}{self.filters.sql(row, pk if row == 'c' else 'id')}"
        )


CONDITIONS = {
    Reason.GROUP: "c.group_id = {}",
    Reason.PERSON: "c.author_id = {}",
    Reason.COMPANY: "c.group_id IS NULL",
}
