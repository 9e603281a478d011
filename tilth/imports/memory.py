"""Looking up and remembering what became of rows, batch by batch."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import batched
from typing import Any, NamedTuple

from tilth.imports.models import Imported
from tilth.people.models import Person

MANY = 500  # values of one query


class Note(NamedTuple):
    """What became of one thing there."""

    foreign_id: int | str
    object_id: int
    digest: str


def digest_of(*values: Any) -> str:
    return sha256(repr(values).encode()).hexdigest()


class Memory:
    def __init__(self, origin: str) -> None:
        self.origin = origin

    def of(self, sort: str, ids: Iterable[int | str]) -> dict[str, Imported]:
        wanted = {str(each) for each in ids}
        rows = Imported.objects.filter(origin=self.origin, sort=sort, foreign_id__in=wanted)
        return {row.foreign_id: row for row in rows}

    def all_of(self, sort: str) -> dict[str, int]:
        """Own ids by foreign ones."""
        rows = Imported.objects.filter(origin=self.origin, sort=sort)
        return dict(rows.values_list("foreign_id", "object_id"))

    def names_of_people(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in batched(self.all_of("user").values(), MANY, strict=False):
            found.update(Person.objects.filter(pk__in=some).values_list("pk", "name"))
        return found

    def keep_all(self, sort: str, notes: Sequence[Note], *, settled: bool = True) -> None:
        """Write down what became of a batch, in place of what was written down before."""
        Imported.objects.bulk_create(
            [
                Imported(
                    origin=self.origin,
                    sort=sort,
                    foreign_id=str(note.foreign_id),
                    object_id=note.object_id,
                    digest=note.digest,
                    settled=settled,
                )
                for note in notes
            ],
            update_conflicts=True,
            unique_fields=["origin", "sort", "foreign_id"],
            update_fields=["object_id", "digest", "settled"],
        )

    def unsettle(self, contribution_ids: Iterable[int]) -> None:
        """To be settled again: something was added to them."""
        ids = set(contribution_ids)
        if ids:
            Imported.objects.filter(origin=self.origin, sort="question", object_id__in=ids).update(
                settled=False
            )
