"""Looking up and remembering what became of rows, batch by batch."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from tilth.imports.models import Imported


def digest_of(*values: Any) -> str:
    return sha256(repr(values).encode()).hexdigest()


class Memory:
    def __init__(self, origin: str) -> None:
        self.origin = origin

    def of(self, sort: str, ids: Iterable[int | str]) -> dict[str, Imported]:
        wanted = [str(each) for each in ids]
        rows = Imported.objects.filter(origin=self.origin, sort=sort, foreign_id__in=wanted)
        return {row.foreign_id: row for row in rows}

    def keep(
        self, sort: str, foreign_id: int | str, object_id: int, digest: str, settled: bool = True
    ) -> None:
        Imported.objects.update_or_create(
            origin=self.origin,
            sort=sort,
            foreign_id=str(foreign_id),
            defaults={"object_id": object_id, "digest": digest, "settled": settled},
        )

    def keep_all(self, sort: str, rows: Sequence[tuple[int | str, int, str]]) -> None:
        """New ones alone: foreign id, own id, digest."""
        Imported.objects.bulk_create(
            [
                Imported(
                    origin=self.origin,
                    sort=sort,
                    foreign_id=str(foreign_id),
                    object_id=object_id,
                    digest=digest,
                )
                for foreign_id, object_id, digest in rows
            ]
        )

    def unsettle(self, contribution_ids: Iterable[int]) -> None:
        """To be settled again: something was added to them."""
        Imported.objects.filter(
            origin=self.origin, sort="question", object_id__in=set(contribution_ids)
        ).update(settled=False)
