from dataclasses import dataclass
from typing import Self

from tilth.search.engines import Scored
from tilth.search.models import SearchDocument

LAST = 2**63 - 1


@dataclass(frozen=True)
class Hit:
    type: str
    object_id: int
    kind: str
    contribution_id: int | None
    score: float
    """For ordering hits of one search. Not for showing: rarity counts what the person cannot see."""


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    next: str | None = None
    """Pass it as `after` for the next page."""


@dataclass(frozen=True)
class Place:
    """A place in a ranked list. What is newer than the list was when its first page was shown is
    not in it, so that a page neither repeats nor skips while people write."""

    offset: int = 0
    newest: int = LAST
    prefix: bool = False
    """The last word was taken as the beginning of one."""

    def __str__(self) -> str:
        return f"{self.offset}_{self.newest}{'_begun' * self.prefix}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything that `str(place)` would not write."""
        offset, newest, *prefix = text[:60].split("_")
        place = cls(int(offset), int(newest), bool(prefix))
        if str(place) != text or place.offset < 0 or not 0 <= place.newest <= LAST:
            raise ValueError(text)
        return place


def hits(scored: Scored) -> list[Hit]:
    rows = SearchDocument.objects.filter(pk__in=[pk for pk, _ in scored])
    columns = rows.values_list("pk", "type", "object_id", "kind", "contribution_id")
    documents = {row[0]: row for row in columns}
    found = [(documents[pk], score) for pk, score in scored if pk in documents]
    return [Hit(*row[1:], score) for row, score in found]
