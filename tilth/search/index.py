"""Puts things into the index and takes them out, in the transaction of whoever calls."""

from collections.abc import Collection, Iterable
from itertools import batched

from django.db import transaction

from tilth.search.document import Document, entry, mint
from tilth.search.engines import engine
from tilth.search.models import SearchDocument

BATCH = 500

type Key = tuple[str, int]


def index(documents: Iterable[Document]) -> None:
    """Put in, or bring up to date, any number of documents.

    Reads an iterator batch by batch. Outside a transaction each batch is one of its own, so that a
    long run holds SQLite's only write lock for moments. A document keeps its place in time when
    its `at` changes. What is in already, and the same, is not written again.
    """
    for batch in batched(documents, BATCH, strict=False):
        with transaction.atomic():
            _put({document.key: document for document in batch})


def forget(type: str, object_ids: Collection[int]) -> None:  # noqa: A002  (the field's name)
    with transaction.atomic():
        rows = SearchDocument.objects.filter(type=type, object_id__in=object_ids)
        engine().drop(list(rows.values_list("pk", flat=True)))
        rows.delete()


def _put(documents: dict[Key, Document]) -> None:
    known = _rows(documents)
    new = [document for key, document in documents.items() if key not in known]
    ids = {key: row.pk for key, row in known.items()}
    ids |= {document.key: pk for document, pk in zip(new, mint(new), strict=True)}
    rows = [_row(ids[key], document) for key, document in documents.items()]
    SearchDocument.objects.bulk_create(
        [row for row in rows if _differs(row, known.get((row.type, row.object_id)))],
        update_conflicts=True,
        unique_fields=["type", "object_id"],
        update_fields=["kind", "contribution_id", "group_id", "audience_id"],
    )
    if new:
        # Another process may have put the same in meanwhile, under an id of its own.
        ids = {key: row.pk for key, row in _rows(documents).items()}
    # In the order of ids, which lets FTS5 take a batch in one piece and keeps two from deadlock.
    entries = (entry(pk, documents[key]) for key, pk in ids.items())
    engine().put(sorted(entries, key=lambda entry: entry.id))


def _rows(keys: Iterable[Key]) -> dict[Key, SearchDocument]:
    ids_of: dict[str, list[int]] = {}
    for name, object_id in keys:
        ids_of.setdefault(name, []).append(object_id)
    return {
        (row.type, row.object_id): row
        for name, object_ids in ids_of.items()
        for row in SearchDocument.objects.filter(type=name, object_id__in=object_ids)
    }


def _row(pk: int, document: Document) -> SearchDocument:
    return SearchDocument(
        pk=pk,
        type=document.type,
        kind=document.kind,
        object_id=document.object_id,
        contribution_id=document.contribution_id,
        group_id=document.group_id,
        audience_id=document.audience_id,
    )


def _differs(row: SearchDocument, known: SearchDocument | None) -> bool:
    fields = ("kind", "contribution_id", "group_id", "audience_id")
    return known is None or any(getattr(row, name) != getattr(known, name) for name in fields)
