from collections.abc import Iterable, Sequence

import pytest
from django.contrib.contenttypes.models import ContentType

from tilth.search import rebuild as rebuilding
from tilth.search.document import Document
from tilth.search.models import SearchDocument
from tilth.search.rebuild import indexes, rebuild, reindex
from tilth.search.tests.conftest import Viewer, document, found, put


@pytest.fixture
def things(db: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Rows of some model; what is searched of each is its name."""
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    ContentType.objects.all().delete()
    rows = [ContentType.objects.create(app_label="x", model=f"thing{n}") for n in range(5)]

    @indexes("thing", everything=ContentType.objects.all)
    def documents(ids: Sequence[int]) -> Iterable[Document]:
        for row in ContentType.objects.filter(pk__in=ids):
            yield document(row.model, "thing", type="thing", object_id=row.pk)

    return [row.pk for row in rows]


def test_everything_is_indexed_and_what_is_no_more_is_forgotten(
    ada: Viewer, things: list[int]
) -> None:
    put("thing of old", type="thing", object_id=10**9)
    put("thing of another type")

    steps = list(rebuild())

    assert [(step.object_id, step.indexed) for step in steps] == [
        (things[1], 2),
        (things[3], 2),
        (things[4], 1),
    ]
    assert sorted(found(ada, "thing", types=["thing"])) == things
    assert SearchDocument.objects.count() == 6


def test_an_interrupted_run_goes_on(ada: Viewer, things: list[int]) -> None:
    first = next(rebuild())
    assert sorted(found(ada, "thing")) == things[:2]

    rest = list(rebuild(after=(first.type, first.object_id)))

    assert [step.indexed for step in rest] == [2, 1]
    assert sorted(found(ada, "thing")) == things


def test_an_app_brings_its_own_up_to_date(ada: Viewer, things: list[int]) -> None:
    reindex("thing", things)
    ContentType.objects.filter(pk=things[0]).update(model="valve")
    ContentType.objects.filter(pk=things[1]).delete()

    reindex("thing", things[:2])

    assert found(ada, "valve") == [things[0]]
    assert sorted(found(ada, "thing")) == [things[0], *things[2:]]
    assert found(ada, "thing1") == []
