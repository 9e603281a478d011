"""Where documents come from: each feature says how its own are written, here is when."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from tilth.search.document import Document
from tilth.search.engines import engine
from tilth.search.index import forget, index
from tilth.search.models import SearchDocument

BATCH = 200  # objects of one transaction

type Writes = Callable[[Sequence[int]], Iterable[Document]]


@dataclass(frozen=True)
class Source:
    everything: Callable[[], QuerySet[Any]]
    documents: Writes


class Progress(NamedTuple):
    """How far `rebuild` got. It can be given back as `after`."""

    type: str
    object_id: int
    indexed: int
    """Objects of this step."""


_sources: dict[str, Source] = {}


def indexes(type: str, *, everything: Callable[[], QuerySet[Any]]) -> Callable[[Writes], Writes]:  # noqa: A002
    """Register what writes the documents of a type, given ids; an id without one is forgotten.

    It is called inside the transaction that indexes, and reads things as they are now. What copies
    an audience holds the group while it does, or a group could be closed in between.
    """

    def register(documents: Writes) -> Writes:
        _sources[type] = Source(everything, documents)
        return documents

    return register


def reindex(type: str, object_ids: Collection[int]) -> None:  # noqa: A002
    """Bring the documents of some objects up to date: what an app's search.py calls on an event."""
    with transaction.atomic():
        ids = sorted(object_ids)
        # Or who read an older text could be the last to write.
        engine().lock(type, ids)
        documents = list(_sources[type].documents(ids))
        index(documents)
        if gone := {*ids} - {document.object_id for document in documents}:
            forget(type, gone)


def rebuild(*, after: tuple[str, int] | None = None) -> Iterator[Progress]:
    """Index everything there is, and forget what is no more, in place: search goes on meanwhile.

    Each step is a batch in a transaction of its own, and says how far it got. A run that was
    interrupted goes on `after` the type and id of its last step.
    """
    first, start = after or ("", 0)
    for name in sorted(_sources):
        if name < first:
            continue
        for ids in _batches(name, start if name == first else 0):
            yield Progress(name, ids[-1], len(ids))
    engine().tidy()


def _batches(name: str, last: int) -> Iterator[list[int]]:
    everything = _sources[name].everything()
    while True:
        ids = list(
            everything.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
        )
        indexed = SearchDocument.objects.filter(type=name, object_id__gt=last)
        if ids:
            indexed = indexed.filter(object_id__lte=ids[-1])
        reindex(name, {*ids, *indexed.values_list("object_id", flat=True)})
        if not ids:
            return
        yield ids
        last = ids[-1]
