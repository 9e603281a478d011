from datetime import timedelta

import pytest

from tilth.search import find as finding
from tilth.search.tests.conftest import NOON, Viewer, found, person, put


def test_a_title_counts_more_than_a_body(ada: Viewer) -> None:
    title = put("Leaking pump", "Pump 7.")
    body = put("Seals", "Worn ones leak.")

    assert found(ada, "leaks") == [title, body]


def test_the_word_as_typed_counts_more_than_another_form(ada: Viewer) -> None:
    same = put("", "It leaks here")
    put("", "It leaked here")

    assert found(ada, "leaks")[0] == same


def test_an_exact_title_comes_first_however_old(
    ada: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "RANKED", 2)
    exact = put("Pump 7")
    put("Pump 7: pump 7 leaks", "Pump 7, pump 7")
    put("Pump 7 and 7 pump", "Pump 7, pump 7")

    assert found(ada, "pump 7?")[0] == exact


def test_people_and_groups_come_first_where_their_name_matches(
    ada: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "RANKED", 2)
    anna = person("Anna Müller", "Welding")
    welder = person("Ben", "Welding")
    group = put("Müllers", type="group", kind="")
    written = [put("Anna Müller welding", "Anna Müller welding") for _ in range(4)]

    assert set(found(ada, "muller")[:2]) == {anna, group}
    assert found(ada, "muller")[2:] == written[:1:-1]
    assert set(found(ada, "welding")) == {*written[2:], anna, welder}
    assert found(ada, "ann mull", typing=True)[:1] != [anna]
    assert found(ada, "anna mull", typing=True)[0] == anna


def test_newest_is_by_the_time_of_the_content(ada: Viewer) -> None:
    young = put("Pump")
    old = put("Pump", at=NOON - timedelta(days=4000))

    assert found(ada, "pump") == [young, old]


def test_an_older_match_is_found_as_long_as_the_newer_are_few(
    ada: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "RANKED", 3)
    ids = [put("Pump", f"number {n}") for n in range(5)]

    assert found(ada, "pump number") == ids[:1:-1]
