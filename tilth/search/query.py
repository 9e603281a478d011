"""What somebody typed, understood. Any text is a query, and no character of it is an operator but
the double quote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from tilth.search.stems import alternatives, stems
from tilth.search.stop_words import STOP_WORDS
from tilth.search.words import MARK, is_spaceless, runs, words, words_of

MAX_QUERY = 1_000  # characters that are looked at
MAX_QUERY_WORDS = 16
SHORTEST_PREFIX = 3  # letters; fewer begin too many words, and the index does not know them
LONGEST_PHRASE = 32  # words; what follows is not looked at
ENDINGS = ("e", "en", "es", "n", "s")
SENTENCE = 5  # letters without a space that are no longer one word


class Term(NamedTuple):
    """Words that stand side by side; with `prefix`, the last is only the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Word:
    """One thing that was typed, in all the ways it may be written."""

    any_of: tuple[Term, ...]
    is_stop_word: bool = False


@dataclass(frozen=True)
class Query:
    """A document matches if it has every word."""

    words: tuple[Word, ...]
    title_key: str
    """Says which documents bear exactly this title."""


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"'))
_QUOTED = re.compile(r'"([^"]*)"|([^"]+)')
# What holds together without a space: NP-80, foo_bar, 3.14, user@host, TCP/IP, don't, C++.
_CHUNK = re.compile(rf"(?:\w{MARK}*|[-\u2010\u2011.@/'\u2019+#·])+")
_ELISION = re.compile(
    r"^(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['\u2019](?=\w)|['\u2019]s$", re.IGNORECASE
)
_OPERATORS = {"AND", "OR", "NOT"}
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d]+")
_SCRIPTS = re.compile(
    r"[\u30a0-\u30ff\uff66-\uff9f]+|[\u3041-\u309f]+|[^\u3041-\u30ff\uff66-\uff9f]+"
)
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")


def parse(text: str, *, typing: bool = False) -> Query:
    """With `typing`, the last word may be the beginning of one, unless a space or quote ends it."""
    return _parsed(text[:MAX_QUERY], typing)


@lru_cache(maxsize=256)
def _parsed(text: str, typing: bool) -> Query:
    """Kept, as every hit of a page asks for it to be marked."""
    text = text.translate(_QUOTES)
    if text.isupper() and " " in text.strip():
        text = text.lower()  # a keyboard that shouts: no word of it is a name by its capitals
    found = list(islice(_words(text), 4 * MAX_QUERY_WORDS))
    if typing and found and re.search(r"[\w+#]$", text):
        found[-1] = _begun(found[-1])
    # `how do I seal a pump` asks for seal and pump; `the who` for both.
    wanted = [word for word in found if not word.is_stop_word] or found
    return Query(tuple(dict.fromkeys(wanted))[:MAX_QUERY_WORDS], title_key(text))


def informative(text: str) -> tuple[Word, ...]:
    """The words of a text that say what it is about, each once, in order."""
    found = (
        word
        for chunk in _CHUNK.findall(text[: 2 * MAX_QUERY])
        for word in _words_in(chunk, in_pairs=True)
        if not word.is_stop_word
    )
    return tuple(islice(dict.fromkeys(found), MAX_QUERY_WORDS))


def title_key(title: str) -> str:
    """The same for titles with the same words. A digest, as a key is no place for words."""
    digest = blake2b(" ".join(words(title)).encode(), digest_size=8)
    return f"title={digest.hexdigest()}"


def _words(text: str) -> Iterator[Word]:
    for quoted, plain in _QUOTED.findall(text):
        if quoted:
            yield from _neighbours(runs(quoted))
        for chunk in _CHUNK.findall(plain):
            yield from _words_in(chunk)


def _words_in(chunk: str, *, in_pairs: bool = False) -> Iterator[Word]:
    """Mostly one word; several where scripts meet or a sentence has no spaces."""
    glued: list[str] = []
    is_hyphened = re.search(r"\w[-\u2010\u2011]\w", chunk) is not None
    for run in runs(_ELISION.sub("", chunk)):
        if is_spaceless(run):
            yield from _plain(glued)
            glued = []
            for part in _parts(run):
                yield from _each_pair(part) if in_pairs else _neighbours([part])
        else:
            glued.append(run)
    yield from _plain(glued, is_hyphened=is_hyphened)


def _plain(glued: list[str], *, is_hyphened: bool = False) -> Iterator[Word]:
    found = tuple(word for run in glued for word in words_of(run))[:LONGEST_PHRASE]
    if len(found) == 1:
        is_name = len(glued[0]) > 1 and glued[0].isupper() and glued[0] not in _OPERATORS
        yield Word(_ways(found[0]), is_stop_word=found[0] in STOP_WORDS and not is_name)
    elif found:
        # `e-mail` is also E-Mails and email, `NP-80` also NP80.
        terms = [Term(found)]
        if is_hyphened:
            terms += [Term((*found[:-1], form)) for form in _inflected(found[-1])]
        if len(found) <= 3:
            terms += _ways("".join(found))
        yield Word(tuple(dict.fromkeys(terms)))


def _ways(word: str) -> tuple[Term, ...]:
    parts = tuple(_LETTERS_OR_DIGITS.findall(word))
    split = [Term(parts)] if 1 < len(parts) <= 3 else []  # `np80` is also NP-80
    return (*(Term((form,)) for form in alternatives(word)), *split)


def _inflected(word: str) -> list[str]:
    """Where stems cannot help: in a phrase, as they have no place in a text."""
    if not word.isalpha() or len(word) < SHORTEST_PREFIX:
        return []
    return [*stems(word), *(word + ending for ending in ENDINGS)]


def _neighbours(pieces: list[str]) -> Iterator[Word]:
    found = [word for run in pieces for word in words_of(run)]
    if not found:
        return
    if len(found) > LONGEST_PHRASE:
        yield Word((Term(tuple(found[:LONGEST_PHRASE])),))
        return
    prefix = False
    if is_spaceless(pieces[-1]):
        # The last letter alone stands in a text only where the run ends: here it may go on.
        prefix = len(words_of(pieces[-1])) == 1
        found = found if prefix else found[:-1]
    yield Word((Term(tuple(found), prefix=prefix),))


def _each_pair(run: str) -> Iterator[Word]:
    pairs = words_of(run)
    for pair in pairs[:-1] or pairs:
        yield Word((Term((pair,), prefix=len(pairs) == 1),))


def _parts(run: str) -> list[str]:
    """A short run as it is; of a sentence the Han and katakana words without what joins them."""
    if len(run) < SENTENCE:
        return [run]
    parts = _SCRIPTS.findall(run)
    return [part for part in parts if not _HIRAGANA.fullmatch(part)] or parts


def _begun(word: Word) -> Word:
    first, *others = word.any_of
    if len(first.words[-1]) < SHORTEST_PREFIX:
        return word
    return Word((Term(first.words, prefix=True), *others), is_stop_word=word.is_stop_word)
