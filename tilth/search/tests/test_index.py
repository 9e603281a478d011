from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilth.access.scope import carriers
from tilth.search.engines import engine
from tilth.search.index import forget, index
from tilth.search.models import SearchDocument
from tilth.search.query import parse
from tilth.search.tests.conftest import NOON, PUMPS, Viewer, document, found, hidden, put


def test_indexing_again_replaces(ada: Viewer, mallory: Viewer) -> None:
    pk = put("Pump", "leaks")
    put("Valve", "sticks", object_id=pk, kind="update", group_id=PUMPS, audience_id=PUMPS)

    assert found(ada, "pump") == found(ada, "leaks") == []
    assert found(ada, "valve", kinds=["update"], group_ids=[PUMPS]) == [pk]
    assert found(mallory, "valve") == []
    assert SearchDocument.objects.count() == 1


def test_types_with_the_same_ids_do_not_mix(ada: Viewer) -> None:
    put("Pump", object_id=1)
    put("Pump", object_id=1, type="reply")
    forget("reply", [1])

    assert [row.type for row in SearchDocument.objects.all()] == ["contribution"]
    assert found(ada, "pump") == [1]


def test_what_is_forgotten_is_gone(ada: Viewer) -> None:
    pk, other = put("Zyzzyva"), put("Zyzzyva")
    (word,) = parse("Zyzzyva").words
    forget("contribution", [pk, 12345])
    forget("contribution", [])

    assert found(ada, "zyzzyva") == [other]
    assert engine().count(word, at_most=10) == 1
    forget("contribution", [other])
    engine().tidy()
    assert engine().count(word, at_most=10) == 0


def test_many_at_once(ada: Viewer) -> None:
    index(
        document(f"Pump {n}", object_id=n, type=("reply", "contribution")[n % 2])
        for n in range(1200)
    )
    index(document(f"Pump {n}", object_id=n, type="contribution") for n in (1, 3, 3))

    assert SearchDocument.objects.count() == 1200
    assert found(ada, "1198") == [1198]
    assert len(found(ada, "pump", limit=100)) == 100


def test_ids_sort_by_the_time_of_the_content(db: None) -> None:
    index([document(object_id=2, at=NOON), document(object_id=1, at=NOON - timedelta(days=1))])
    index([document(object_id=3, at=NOON.replace(year=1950))])

    assert list(SearchDocument.objects.order_by("pk").values_list("object_id", flat=True)) == [
        3,
        1,
        2,
    ]


def test_as_many_as_an_import_has_may_bear_the_same_time(db: None) -> None:
    many = 2**17
    index(
        document(object_id=n + step * many, at=NOON, type=name)
        for n in range(3)
        for step in range(12)
        for name in ("contribution", "reply", "group")
    )

    assert SearchDocument.objects.count() == 3 * 12 * 3


def test_a_document_keeps_its_place_when_its_time_changes(ada: Viewer) -> None:
    first, second = put("Pump"), put("Pump")
    put("Pump", object_id=first, at=NOON + timedelta(days=4000))

    assert found(ada, "pump") == [second, first]


def test_what_is_the_same_is_not_written_again(db: None) -> None:
    same = document("Pump", "leaks")
    index([same])

    with CaptureQueriesContext(connection) as queries:
        index([same])

    assert not [query for query in queries if 'INTO "search_searchdocument"' in query["sql"]]


def test_an_audience_is_handed_on_to_contents_alone(db: None) -> None:
    """A group's own document has the audience of who knows of it, and a person has none."""
    contents = hidden("Pump"), hidden("", "Pump", type="reply")
    hidden("Pump keepers", type="group")
    carried = SearchDocument.objects.carried().filter(group_id=PUMPS)

    assert {row.object_id for row in carried} == {*contents}
    assert any(
        getattr(rows, "__self__", None) == SearchDocument._default_manager for rows in carriers
    )


def test_a_handed_on_audience_counts_at_once(mallory: Viewer) -> None:
    pk = hidden("Pump")
    SearchDocument.objects.carried().filter(group_id=PUMPS).update(audience_id=0)

    assert found(mallory, "pump") == [pk]
