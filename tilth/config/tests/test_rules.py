"""The table of who may is whole, and says nothing of what is not there."""

import pytest

from tilth.config import rules
from tilth.config.cli import main
from tilth.live.reach import events


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    walked = {(row.route, row.method) for row in rules.table()}
    over_api = {f"{rules.API}{route}": methods for route, methods in rules.OVER_API.items()}
    told = {
        (route, method) for route, methods in (rules.PAGES | over_api).items() for method in methods
    }

    assert walked - {("/live", "SOCKET"), *((name, "EVENT") for name in events)} == told


def test_every_live_event_has_a_rule_and_every_rule_an_event() -> None:
    assert set(rules.OVER_SOCKET) == set(events)


def test_an_address_without_a_rule_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(rules.PAGES, "/groups/{pk}/edit/")

    with pytest.raises(LookupError, match=r"/groups/\{pk\}/edit/ has no rule: say in"):
        rules.table()


def test_so_is_a_live_event_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(events, "whispered", lambda message, listeners: listeners)

    with pytest.raises(LookupError, match="whispered has no rule"):
        rules.table()


def test_so_is_a_method_of_the_api_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(rules.OVER_API["/groups/{pk}"], "PATCH")

    with pytest.raises(LookupError, match="PATCH has no rule"):
        rules.table()


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(rules.table())
    edit = next(line for line in lines if "/groups/{pk}/edit/" in line and "POST" in line)
    words = (
        "POST /groups/{pk}/edit/ gardeners-of-the-group gardeners of the group or of one above it"
    )
    assert " ".join(edit.split()) == words
    assert any(line.startswith("SOCKET  /live ") for line in lines)
    assert any(line.startswith("EVENT   replied ") for line in lines)
