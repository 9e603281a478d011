"""The cast as this app knows it: somebody with a scope. Groups and people are other apps' matter."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from tilth.access import Scope
from tilth.access.scope import COMPANY, _find, finds_scope
from tilth.search import rebuild, results, sight
from tilth.search.document import Document
from tilth.search.find import find
from tilth.search.index import index

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PUMPS = 7
"""A hidden group: its id, and that of its audience."""


@dataclass
class Viewer:
    pk: int
    scope: Scope
    is_active: bool = True
    is_guest: bool = False


@pytest.fixture(autouse=True)
def registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Scopes are what the viewer says, and no feature is there but a test's own."""
    real = _find[:]
    finds_scope(lambda viewer: viewer.scope)  # type: ignore[attr-defined]
    monkeypatch.setattr(sight, "_widening", defaultdict(list))
    monkeypatch.setattr(rebuild, "_sources", {})
    monkeypatch.setattr(results, "_loaders", {})
    yield
    _find[:] = real


@pytest.fixture
def ada(db: None) -> Viewer:
    """A member of the group."""
    return Viewer(1, Scope(audiences=frozenset({COMPANY, PUMPS}), members=frozenset({PUMPS})))


@pytest.fixture
def mallory(db: None) -> Viewer:
    """An employee, and an outsider."""
    return Viewer(2, Scope(audiences=frozenset({COMPANY})))


@pytest.fixture
def gus(db: None) -> Viewer:
    """A guest of the group."""
    return Viewer(3, Scope(groups=frozenset({PUMPS})), is_guest=True)


_numbers = count(1)


def document(title: str = "", body: str = "", **fields: object) -> Document:
    """Each one hour younger than the one before."""
    number = next(_numbers)
    values: dict[str, object] = {
        "type": "contribution",
        "kind": "question",
        "object_id": number,
        "at": NOON + timedelta(hours=number),
        "title": title,
        "body": body,
        "group_id": None,
        "audience_id": COMPANY,
    }
    return Document(**{**values, **fields})  # type: ignore[arg-type]


def put(title: str = "", body: str = "", **fields: object) -> int:
    written = document(title, body, **fields)
    index([written])
    return written.object_id


def hidden(title: str = "", body: str = "", **fields: object) -> int:
    return put(title, body, group_id=PUMPS, audience_id=PUMPS, **fields)


def person(name: str, body: str = "", **fields: object) -> int:
    return put(name, body, type="person", kind="", **fields)


def found(viewer: Viewer, text: str, **wish: object) -> list[int]:
    return [hit.object_id for hit in find(viewer, text, **wish).hits]  # type: ignore[arg-type]
