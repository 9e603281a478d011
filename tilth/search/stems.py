"""The forms of a word that count as the word: leak, leaks, leaking; Dichtung, Dichtungen.

Nobody knows the language of a text, and at work one text has several. So a word is indexed as it
stands, with the stems that any language of its alphabet gives it, and a query asks for the word
and for its stems: two words meet where some language makes them one.
"""

from functools import lru_cache
from threading import Lock

import snowballstemmer

from tilth.search.stop_words import STOP_WORDS

LATIN = ("english", "german", "french")
CYRILLIC = ("russian",)
GREEK = ("greek",)

SHORTEST = 3  # letters of a word that has stems
LONGEST = 40
STEM = "~"  # before a stem, so that it is no neighbour in a phrase and no word that was written

_stemmers = {name: snowballstemmer.stemmer(name) for name in (*LATIN, *CYRILLIC, *GREEK)}
_lock = Lock()  # a stemmer keeps the word it works on in itself


def stems(word: str) -> tuple[str, ...]:
    """What any language makes of a folded word, other than the word itself."""
    return _stems(word) if SHORTEST <= len(word) <= LONGEST and word.isalpha() else ()


@lru_cache(maxsize=2**17)
def _stems(word: str) -> tuple[str, ...]:
    with _lock:
        found = {_stemmers[language].stemWord(word) for language in _languages(word)}
    # `wenige` must not lead to `wen`, nor `under` to every German `und`.
    return tuple(sorted(stem for stem in found - {word} - STOP_WORDS if len(stem) > 2))


def alternatives(word: str) -> tuple[str, ...]:
    """What is looked up for a folded word, itself first."""
    forms = (word, *stems(word))
    marked = (STEM + form for form in forms if form.isalpha() and len(form) > 2)
    return (*forms, *marked)


def marked_stems(words: list[str]) -> list[str]:
    """What is indexed beside the words of a text: each stem once, where it is no word of it."""
    have = set(words)
    found = {stem for word in have for stem in stems(word)}
    return [STEM + stem for stem in sorted(found - have)]


def _languages(word: str) -> tuple[str, ...]:
    if word.isascii():
        return LATIN
    if "\u0400" <= word[0] <= "\u04ff":
        return CYRILLIC
    if "\u0370" <= word[0] <= "\u03ff":
        return GREEK
    return ()
