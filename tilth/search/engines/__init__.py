"""One adapter per database. What is above them does not know which one it is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from django.db import connection

from tilth.search.document import Entry
from tilth.search.query import Word

type Marks = tuple[tuple[str, ...], ...]
"""A document has one mark of each."""
type Scored = list[tuple[int, float]]
"""Ids of documents with scores; a higher one is better. Scores of two queries do not compare."""


type Ways = Sequence[Sequence[Word]]
type Weights = Sequence[tuple[Word, float]]
"""What each word counts."""


@dataclass(frozen=True)
class Match:
    """Which documents an engine is to look for."""

    words: tuple[Word, ...] = ()
    """All of them are in the document."""
    marks: Marks = ()
    few: bool = False
    """Said by whoever knows: an engine need not find out how many match before it chooses a way."""


@dataclass(frozen=True)
class Walk:
    """The newest `limit` of the matches within sight."""

    match: Match
    sight: str
    limit: int


class Engine(Protocol):
    """`sight` is a condition in SQL on `d`, the documents: what somebody may see and looks for. It
    is made of whole numbers and names of our own alone."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Insert the words of documents, or replace those that changed. In the order of ids."""

    def drop(self, ids: Sequence[int]) -> None:
        """Forget the words of documents."""

    def lock(self, type: str, object_ids: Sequence[int]) -> None:  # noqa: A002
        """Until the end of the transaction nobody else brings these up to date."""

    def walk(self, *walks: Walk) -> list[Scored]:
        """What each of them finds, scored: one statement, as each costs as much as a short walk."""

    def closest(
        self, ways: Ways, weights: Weights, *, marks: Marks, sight: str, limit: int
    ) -> Scored:
        """The newest `limit` that have all the words of any way, scored by how much they have."""

    def count(self, word: Word, *, at_most: int) -> int:
        """How many documents have the word, counted to `at_most`. Whoever may see them or not:
        for choosing words, never to be shown."""

    def tidy(self) -> None:
        """After much was put in or taken out."""


def engine() -> Engine:
    return cast("Engine", import_module(f"{__name__}.{connection.vendor}"))
