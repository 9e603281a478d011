"""The account of an import: for each file, what was read is the sum of what became of it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    read: Counter[str] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    """Taken note of, and not a thing of its own here: votes, badges, people who wrote nothing."""
    skipped: list[dict[str, Any]] = field(default_factory=list)
    shortened: list[dict[str, Any]] = field(default_factory=list)
    """Taken, but not whole, since there is a limit: these are among the others."""

    def count(self, file: str, before: str | None, now: str, *, rows: int = 1) -> bool:
        """Note what becomes of rows, by the digest kept of an earlier import and that of what was
        read. Returns whether there is anything to write."""
        how = self.created
        if before is not None:
            how = self.unchanged if before == now else self.updated
        if rows:
            how[file] += rows
        return how is not self.unchanged

    def skip(self, file: str, row_id: int | str, reason: str) -> None:
        self.skipped.append({"file": file, "id": row_id, "reason": reason})

    def shorten(self, file: str, row_id: int | str, reason: str) -> None:
        self.shortened.append({"file": file, "id": row_id, "reason": reason})

    def check(self) -> None:
        """Raises ValueError if a row was lost sight of."""
        skipped = Counter(entry["file"] for entry in self.skipped)
        total = self.created + self.updated + self.unchanged + self.counted + skipped
        wrong = {file for file in {*self.read, *total} if self.read[file] != total[file]}
        if wrong:
            raise ValueError(f"The report does not account for every row of {sorted(wrong)}.")

    def as_dict(self) -> dict[str, Any]:
        names = ("read", "created", "updated", "unchanged", "counted")
        counts = {name: dict(sorted((+getattr(self, name)).items())) for name in names}
        return {**counts, "skipped": self.skipped, "shortened": self.shortened}
