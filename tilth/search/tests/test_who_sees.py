"""The permission is part of the query: what one may not see neither shows nor takes a place."""

from dataclasses import replace

import pytest

from tilth.access import Scope
from tilth.search import find as finding
from tilth.search.sight import widens
from tilth.search.similar import similar
from tilth.search.tests.conftest import PUMPS, Viewer, found, hidden, person, put


def test_each_sees_their_own(ada: Viewer, mallory: Viewer, gus: Viewer) -> None:
    everybodys, secret = put("Pump"), hidden("Pump")

    assert set(found(ada, "pump")) == {everybodys, secret}
    assert found(mallory, "pump") == [everybodys]
    assert found(gus, "pump") == [secret]
    assert [hit.object_id for hit in similar(mallory, "pump")] == [everybodys]
    assert [hit.object_id for hit in similar(gus, "pump")] == [secret]


def test_what_is_not_for_the_person_takes_no_place(
    ada: Viewer, mallory: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "RANKED", 2)
    everybodys = put("Open pump")
    secrets = [hidden("Secret pump") for _ in range(4)]

    assert found(mallory, "pump") == [everybodys]
    assert found(ada, "pump") == secrets[:1:-1]


def test_a_wish_opens_nothing(mallory: Viewer) -> None:
    hidden("Pump")

    assert found(mallory, "pump", group_ids=[PUMPS], kinds=["question"]) == []
    assert found(mallory, "pump", types=["contribution"], typing=True) == []


def test_whoever_has_left_finds_nothing(ada: Viewer) -> None:
    put("Pump")
    widens("contribution")(lambda viewer: [1, 2, 3])

    assert found(replace(ada, is_active=False), "pump") == []


def test_nobody_with_an_empty_scope_finds_anything(db: None) -> None:
    put("Pump")

    assert found(Viewer(9, Scope()), "pump") == []


def test_a_feature_may_show_more_of_a_type(gus: Viewer, mallory: Viewer) -> None:
    colleague, stranger = person("Anna Pump"), person("Ben Pump")
    group = hidden("Pump keepers", type="group", kind="")
    hidden("Pump", object_id=colleague)  # a contribution of the same number
    widens("person")(lambda viewer: [colleague] if viewer.is_guest else [])
    widens("group")(lambda viewer: [group] if viewer.pk == mallory.pk else [])

    assert found(gus, "pump", types=["person"]) == [colleague]
    assert set(found(mallory, "pump")) == {colleague, stranger, group}


def test_a_guest_sees_what_a_feature_shows_of_contents(gus: Viewer) -> None:
    elsewhere = put("Pump")
    widens("contribution")(lambda viewer: [elsewhere])

    assert found(gus, "pump") == [elsewhere]
