"""A text as the words it is found by. Ours, so that both databases find the same.

A word is a run of letters and digits. Scripts that write no spaces are cut into overlapping pairs
(`漏れる` is 漏れ, れる, る), so that any part of a sentence is a phrase of neighbours, and a pair
is rare enough to be looked up fast.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tilth.search.folding import INVISIBLE, MAX_WORD, fold

MAX_TEXT = 100_000  # characters of a text that are looked at; core's longest text
MAX_WORDS = 40_000  # words of a text; PostgreSQL refuses a tsvector of more than a megabyte

# Han, kana, Hangul, Thai, Lao, Burmese, Khmer. Hangul has spaces, but glues its particles to words.
SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u30fa"
    "\u30fc-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uffdc\U00020000-\U0003ffff"
)


def _marks() -> str:
    """The characters that belong to the letter before them, as the inside of a character class."""
    found = [
        chr(code)
        for code in range(0x300, 0x1F000)
        if unicodedata.category(chr(code)) in {"Mn", "Mc"}
    ]
    return "".join(found) + INVISIBLE + "\uff9e\uff9f"  # and the half-width marks of kana


MARK = f"[{_marks()}]"
# `C++` and `C#` are words that people look for: the sign becomes a word beside the letter.
_SIGNS = {"++": "plusplus", "#": "sharp"}
_SIGN = r"(?<=[^\W_])(?:\+\+|#)(?![^\W_])"
_LETTER = re.compile(rf"(?![\W_])[{SPACELESS}]{MARK}*")
_WORD = re.compile(rf"(?:[^\W_{SPACELESS}]{MARK}*)+")
_ASCII = re.compile(rf"[a-z0-9]+|{_SIGN}", re.ASCII)
# The first way is for speed alone; its `++` never gives back, so that `cafés` is not cut at the é.
_ANY = re.compile(rf"[A-Za-z0-9]++(?![^\0-\x7f])|(?:{_LETTER.pattern})+|{_WORD.pattern}|{_SIGN}")


class Span(NamedTuple):
    """A word, and where it stands in the text as it was written."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """What is indexed of a text, in order."""
    text = text[:MAX_TEXT]
    if text.isascii():
        found = [_SIGNS.get(word, word)[:MAX_WORD] for word in _ASCII.findall(text.lower())]
    else:
        found = [word for run in runs(text) for word in words_of(run)]
    return found[:MAX_WORDS]


def spans(text: str) -> Iterator[Span]:
    """The same words with their places, to mark them where they are shown."""
    for match in _ANY.finditer(text[:MAX_TEXT]):
        if is_spaceless(match[0]):
            yield from _pairs(match[0], match.start())
        else:
            for word in words_of(match[0]):
                yield Span(word, *match.span())


def runs(text: str) -> list[str]:
    """The pieces of a text that make words, as they are written."""
    return _ANY.findall(text)


def is_spaceless(run: str) -> bool:
    return run[0] > "\u0dff" and _LETTER.match(run) is not None


def words_of(run: str) -> tuple[str, ...]:
    """The words of one run: mostly one; several, or none, where one character stands for them."""
    if is_spaceless(run):
        return tuple(pair.word for pair in _pairs(run, 0))
    return _folded(run[: 2 * MAX_WORD])


@lru_cache(maxsize=2**16)
def _folded(run: str) -> tuple[str, ...]:
    if run in _SIGNS:
        return (_SIGNS[run],)
    word = fold(run)
    return (word,) if word.isalnum() else tuple(_WORD.findall(word))


def _pairs(run: str, start: int) -> Iterator[Span]:
    letters = [
        Span(fold(letter[0]), start + letter.start(), start + letter.end())
        for letter in _LETTER.finditer(run)
    ]
    for one, two in pairwise(letters):
        yield Span(one.word + two.word, one.start, two.end)
    yield from letters[-1:]
