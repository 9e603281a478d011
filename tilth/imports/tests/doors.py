"""Importing as the command does, and reading through the API what came of it."""

from pathlib import Path
from typing import Any

from tilth.conftest import api
from tilth.events.dispatcher import deliver_pending
from tilth.groups.models import Group
from tilth.imports.stackexchange.load import load
from tilth.people.models import Person


def silent(what: str, done: int, of: int | None = None) -> None:
    """Progress that nobody sees."""


def bring(path: Path, group: str | None = "Pumps") -> dict[str, Any]:
    report = load(path, group, silent)
    while deliver_pending():
        pass
    return report


def everything(person: Person, path: str) -> list[dict[str, Any]]:
    """All pages of a list."""
    client = api(person)
    items: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get(path, {"limit": 100} | ({"cursor": cursor} if cursor else {})).json()
        items += page["items"]
        cursor = page["next"]
    return items


def questions_in(person: Person, group: str = "Pumps") -> list[dict[str, Any]]:
    pk = Group.objects.get(name=group).pk
    return everything(person, f"/api/v1/contributions?group={pk}&kind=question")


def replies_to(person: Person, question: dict[str, Any]) -> list[dict[str, Any]]:
    return everything(person, f"/api/v1/contributions/{question['id']}/replies")
