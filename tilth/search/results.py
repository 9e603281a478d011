"""Hits as they are shown: loaded for whoever looks, through the doors of the apps they are from."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from tilth.core.web import Viewer
from tilth.search.highlight import Piece, highlight, snippet
from tilth.search.hit import Hit


@dataclass(frozen=True)
class Result:
    """What a feature says of one of its own."""

    title: str
    text: str
    """Plain text, as it was indexed."""
    url: str
    kind: str = ""


@dataclass(frozen=True)
class Shown:
    type: str
    object_id: int
    contribution_id: int | None
    kind: str
    url: str
    title: list[Piece]
    snippet: list[Piece]

    @property
    def plain_title(self) -> str:
        return "".join(text for text, _ in self.title)

    @property
    def plain_snippet(self) -> str:
        return "".join(text for text, _ in self.snippet)


type Load = Callable[[Viewer, Collection[int]], Mapping[int, Result]]

_loaders: dict[str, Load] = {}


def shows(type: str) -> Callable[[Load], Load]:  # noqa: A002  (the field's name)
    """Register what loads the results of a type, by ids, through `access.visible`."""

    def register(load: Load) -> Load:
        _loaders[type] = load
        return load

    return register


def results(person: Viewer, hits: Sequence[Hit], query: str) -> list[Shown]:
    """The hits with what marks them, one call for each type among them.

    A hit whose app does not show it to the person, or that is gone, is left out: the index may be
    a moment behind.
    """
    ids = defaultdict(list)
    for hit in hits:
        ids[hit.type].append(hit.object_id)
    loaded = {name: _loaders[name](person, ids[name]) for name in ids if name in _loaders}
    return [
        _shown(hit, result, query)
        for hit in hits
        if (result := loaded.get(hit.type, {}).get(hit.object_id))
    ]


def _shown(hit: Hit, result: Result, query: str) -> Shown:
    return Shown(
        type=hit.type,
        object_id=hit.object_id,
        contribution_id=hit.contribution_id,
        kind=result.kind or hit.kind,
        url=result.url,
        title=highlight(result.title, query),
        snippet=snippet(result.text, query),
    )
