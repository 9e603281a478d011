from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

MAX_ID = 2**63


@dataclass(frozen=True)
class Cursor:
    """A place in a list sorted by time and id, newest first. It stays put while the list grows."""

    at: datetime
    pk: int
    as_of: datetime
    """When the first page was read: what was bumped later keeps the place that it had then."""

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.pk}_{self.as_of.isoformat()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything that `str(cursor)` would not write."""
        at, pk, as_of = text.split("_")
        cursor = cls(datetime.fromisoformat(at), int(pk), datetime.fromisoformat(as_of))
        if cursor.at.tzinfo != UTC or cursor.as_of.tzinfo != UTC:
            raise ValueError(text)
        if str(cursor) != text or cursor.pk >= MAX_ID:
            raise ValueError(text)
        return cursor
