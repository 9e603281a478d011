import pytest

from tilth.search.find import find
from tilth.search.hit import Place
from tilth.search.tests.conftest import Viewer, found, hidden, put


def pages(viewer: Viewer, text: str, limit: int) -> list[list[int]]:
    collected, after = [], None
    while True:
        page = find(viewer, text, limit=limit, after=after)
        collected.append([hit.object_id for hit in page.hits])
        if (after := page.next) is None:
            return collected


def test_pages_are_the_list_in_pieces(mallory: Viewer) -> None:
    ids = [put("Pump", "x " * number) for number in range(7)]
    hidden("Pump")
    whole = found(mallory, "pump")

    assert sorted(whole) == sorted(ids)
    assert pages(mallory, "pump", 3) == [whole[:3], whole[3:6], whole[6:]]
    assert pages(mallory, "pump", 7) == [whole]


def test_a_page_stays_put_while_people_write(ada: Viewer) -> None:
    for number in range(4):
        put("Pump", "x " * number)
    first = find(ada, "pump", limit=2)
    rest = found(ada, "pump")[2:]
    put("Pump pump pump")

    assert found(ada, "pump", after=first.next) == rest


def test_the_pages_of_a_begun_word_go_on_with_it(ada: Viewer) -> None:
    ids = {put("Hydraulics"), put("Hydraulic oil"), put("Hydraulic press")}

    assert [len(page) for page in pages(ada, "hydrau", 2)] == [2, 1]
    assert {pk for page in pages(ada, "hydrau", 2) for pk in page} == ids


@pytest.mark.parametrize(
    "after", ["x", "1", "-1_5", "1_-5", "1_5_x", "1_5_begun_begun", "01_5", "1_" + "9" * 30, "٣_5"]
)
def test_a_place_that_no_page_gave_out_is_refused(ada: Viewer, after: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        find(ada, "pump", after=after)


def test_a_page_has_a_bound(ada: Viewer) -> None:
    put("Pump")
    put("Pump valve")

    assert len(find(ada, "pump", limit=0).hits) == 1
    assert len(find(ada, "pump", limit=10**9).hits) == 2
    assert find(ada, "pump", after=str(Place(offset=10**6))).hits == []
