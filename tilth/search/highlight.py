"""Marks in a readable text what a query found, by the same words that the index knows."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tilth.search.folding import MAX_WORD
from tilth.search.query import Query, Term, parse
from tilth.search.stems import STEM, stems
from tilth.search.words import Span, is_spaceless, spans

MOST = 1_000  # places of a text that are looked at
LENGTH = 240  # characters of a snippet
GAP = "…"
MOST_WORDS = 5_000  # of texts that are remembered for one query
_SIGNS = re.compile(r"\+\+|#")  # of C++ and C#, which are words of their own

type Piece = tuple[str, bool]
"""A stretch of text, and whether it is marked. For a template to escape, piece by piece."""


class Place(NamedTuple):
    start: int
    end: int
    word: int
    """Which word of the query is here."""


def highlight(text: str, query: str) -> list[Piece]:
    """The whole text in pieces: for titles."""
    return _pieces(text, _places(text, query), 0, len(text))


def snippet(text: str, query: str, *, length: int = LENGTH) -> list[Piece]:
    """The stretch of a plain text that has most of the query; its beginning if it has nothing."""
    text = " ".join(text.split())
    places = _places(text, query)
    start, end = _window(text, places, length)
    pieces = _pieces(text, places, start, end)
    before = [(f"{GAP} ", False)] if start else []
    after = [(f" {GAP}", False)] if end < len(text) else []
    return [*before, *pieces, *after]


def _places(text: str, query: str) -> list[Place]:
    """Where the words of the query stand; of the last, if nowhere, where it is begun."""
    whole = parse(query)
    places = _find(text, whole)
    if any(place.word == len(whole.words) - 1 for place in places):
        return places
    return _find(text, parse(query, typing=True))


def _find(text: str, query: Query) -> list[Place]:
    terms_of = _terms_of(query)
    if terms_of.initial is not None and text.isascii() and not _SIGNS.search(text):
        return _find_single(text, terms_of, terms_of.initial)
    places: list[Place] = []
    found = list(spans(text))
    for at, span in enumerate(found):
        for term, number in terms_of[span.word]:
            if end := _end(text, found, at, term):
                places.append(Place(span.start, end, number))
        if len(places) > MOST:
            break
    return places


def _find_single(text: str, terms_of: "_Terms", initial: re.Pattern[str]) -> list[Place]:
    """The same for plain texts and single words, a tenth of the work: only words that begin as a
    word of the query does are looked at."""
    places: list[Place] = []
    for match in initial.finditer(text):
        for _term, number in terms_of[match[0].lower()[:MAX_WORD]]:
            places.append(Place(*match.span(), number))
        if len(places) > MOST:
            break
    return places


class _Terms(dict[str, list[tuple[Term, int]]]):
    """The terms of a query that may begin with a word of the text, and the word of the query each
    is of. Found once for each word: most of a text is words it had before."""

    def __init__(self, query: Query) -> None:
        self.all = [(term, n) for n, word in enumerate(query.words) for term in word.any_of]
        self.initials = {term.words[0].removeprefix(STEM)[0] for term, _ in self.all}
        letters = "".join(sorted(self.initials))
        are_single = all(len(term.words) == 1 for term, _ in self.all)
        self.initial = (
            re.compile(rf"(?<![a-z0-9])[{letters}][a-z0-9]*", re.ASCII | re.IGNORECASE)
            if are_single and letters.isascii() and letters.isalnum()
            else None
        )
        """Finds what may be a word of the query in an ASCII text; None if that is not so simple."""

    def __missing__(self, word: str) -> list[tuple[Term, int]]:
        if len(self) > MOST_WORDS:
            self.clear()
        found = []
        # A stem begins as its word does. Most words end here, and need no stems.
        if word[0] in self.initials:
            forms = {word, *(STEM + stem for stem in stems(word))}
            found = [(term, n) for term, n in self.all if _begins(term, word, forms)]
        self[word] = found  # whole, as other threads read it
        return found


@lru_cache(maxsize=64)
def _terms_of(query: Query) -> _Terms:
    return _Terms(query)


def _begins(term: Term, word: str, forms: set[str]) -> bool:
    first = term.words[0]
    return first in forms or (term.prefix and len(term.words) == 1 and word.startswith(first))


def _end(text: str, found: list[Span], at: int, term: Term) -> int:
    """Where the term ends if it begins at a span; 0 if it does not."""
    if term.words[0].startswith(STEM):
        return found[at].end
    here = [span.word for span in found[at : at + len(term.words)]]
    if len(here) < len(term.words) or tuple(here[:-1]) != term.words[:-1]:
        return 0
    last = found[at + len(here) - 1]
    if last.word == term.words[-1]:
        return last.end
    if not (term.prefix and last.word.startswith(term.words[-1])):
        return 0
    # Of a pair of letters only the first was looked for.
    return last.start + 1 if is_spaceless(text[last.start : last.end]) else last.end


def _window(text: str, places: list[Place], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    start = 0
    if best := max(_windows(places, length), default=None):
        _, _, first, last = best
        lead = max(0, length - (last - first)) // 3
        start = _word_starts(text, max(0, first - lead), first)
    end = min(len(text), start + length)
    if end < len(text) and (space := text.rfind(" ", start + length // 2, end)) > 0:
        end = space
    return start, end


def _windows(places: list[Place], length: int) -> Iterator[tuple[int, int, int, int]]:
    """For each place the stretch from there: words of the query in it, its rank, start and end."""
    starts = [place.start for place in places]
    for number, first in enumerate(places):
        inside = places[number : bisect_right(starts, first.start + length * 2 // 3)]
        words = len({place.word for place in inside})
        yield words, -number, first.start, max(place.end for place in inside)


def _word_starts(text: str, earliest: int, latest: int) -> int:
    if not earliest:
        return 0
    space = text.find(" ", earliest, latest)
    return space + 1 if space >= 0 else earliest


def _pieces(text: str, places: list[Place], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for place in sorted(places):
        first, last = max(place.start, at), min(place.end, end)
        if first >= last:
            continue
        if first > at:
            pieces.append((text[at:first], False))
        if pieces and pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + text[first:last], True)
        else:
            pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((text[at:end], False))
    return pieces
