"""What several processes do at the same time."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tilth.search.document import Document
from tilth.search.index import forget
from tilth.search.models import SearchDocument
from tilth.search.rebuild import indexes, reindex
from tilth.search.tests.conftest import NOON, Viewer, document, found

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_to_index_has_read_the_last_text(ada: Viewer) -> None:
    thing = ContentType.objects.create(app_label="x", model="old")
    both = Barrier(2)

    @indexes("thing", everything=ContentType.objects.all)
    def documents(ids: Sequence[int]) -> Iterable[Document]:
        for row in ContentType.objects.filter(pk__in=ids):
            yield document(row.model, type="thing", object_id=row.pk, at=NOON)

    def change(name: str) -> None:
        both.wait()
        for _ in range(10):
            ContentType.objects.filter(pk=thing.pk).update(model=name)
            reindex("thing", [thing.pk])
        connection.close()

    try:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(change, ["pump", "valve"]))

        thing.refresh_from_db()
        assert found(ada, thing.model) == [thing.pk]
        assert len(found(ada, "pump")) + len(found(ada, "valve")) == 1
        assert SearchDocument.objects.filter(type="thing").count() == 1
    finally:
        forget("thing", [thing.pk])
        thing.delete()
