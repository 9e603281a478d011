from collections.abc import Collection, Mapping

from tilth.core.web import Viewer as AnyViewer
from tilth.search.find import find
from tilth.search.results import Result, results, shows
from tilth.search.tests.conftest import Viewer, person, put


def test_each_type_is_loaded_once_for_whoever_looks(ada: Viewer) -> None:
    first, second, anna = put("Pump"), put("Pump 7"), person("Anna Pump")
    calls: list[tuple[object, list[int]]] = []

    @shows("contribution")
    def contributions(viewer: AnyViewer, ids: Collection[int]) -> Mapping[int, Result]:
        calls.append((viewer.pk, sorted(ids)))
        return {pk: Result("Leaking <pumps>", "Pump 7 leaks.", f"/c/{pk}") for pk in ids}

    @shows("person")
    def people(viewer: AnyViewer, ids: Collection[int]) -> Mapping[int, Result]:
        return {pk: Result("Anna Pump", "", f"/p/{pk}", kind="guest") for pk in ids}

    shown = results(ada, find(ada, "pump").hits, "pump")

    assert calls == [(ada.pk, sorted([first, second]))]
    assert {(each.type, each.kind, each.url) for each in shown} == {
        ("person", "guest", f"/p/{anna}"),
        ("contribution", "question", f"/c/{first}"),
        ("contribution", "question", f"/c/{second}"),
    }
    contribution = next(each for each in shown if each.type == "contribution")
    assert contribution.title == [("Leaking <", False), ("pumps", True), (">", False)]
    assert contribution.plain_title == "Leaking <pumps>"
    assert contribution.plain_snippet == "Pump 7 leaks."


def test_what_its_app_does_not_show_is_left_out(ada: Viewer) -> None:
    put("Pump")
    put("Pump", type="unknown")

    @shows("contribution")
    def contributions(viewer: AnyViewer, ids: Collection[int]) -> Mapping[int, Result]:
        return {}

    assert results(ada, find(ada, "pump").hits, "pump") == []
