"""`@handle` and `#tag` in running text."""

import re
from typing import NamedTuple

from markdown_it.rules_inline import StateInline

from tilth.core.text.stored import MAX_TAG
from tilth.core.text.tags import is_tag_character, tag_name

MAX_HANDLE = 100

_HANDLE = re.compile(r"@([^\W_](?:[\w.-]*[^\W_])?)")
# Before these (or a letter) the sign belongs to a longer word: an address, a path, an entity, `C#`.
_CLINGS = frozenset("@#/\\.&=$%+-^")


class Word(NamedTuple):
    """A mention or hashtag: its normal form, and where the text goes on after it."""

    name: str
    end: int


def mention_at(source: str, position: int) -> Word | None:
    """The mention whose `@` is at this position. `@ada@example.org` is an address, not a mention."""
    if not _begins_word(source, position):
        return None
    found = _HANDLE.match(source, position)
    if found is None or len(found[1]) > MAX_HANDLE or source.startswith("@", found.end()):
        return None
    return Word(found[1].lower(), found.end())


def hashtag_at(source: str, position: int) -> Word | None:
    """The hashtag whose `#` is at this position. It begins with a letter: `#1` counts something."""
    start = position + 1
    if not (source[start : start + 1].isalpha() and _begins_word(source, position)):
        return None
    end = start
    while end < len(source) and is_tag_character(source[end]) and source[end] not in "+#":
        end += 1
        if end - start > MAX_TAG:
            return None
    word = source[start:end].rstrip("._-")
    if start + len(word) == end:
        end += _suffix(source, end)
        word = source[start:end]
    name = tag_name(word)
    return Word(name, start + len(word)) if len(name) <= MAX_TAG else None


def word_rule(state: StateInline, silent: bool) -> bool:
    """Markdown's inline rule for both: a token `mention` or `hashtag`, or text inside a link."""
    sign = state.src[state.pos]
    if state.linkLevel or sign not in "@#":
        return False
    found = (mention_at if sign == "@" else hashtag_at)(state.src, state.pos)
    if found is None or found.end > state.posMax:
        return False
    if not silent:
        token = state.push("mention" if sign == "@" else "hashtag", "", 0)
        token.content = state.src[state.pos : found.end]
        token.info = found.name
    state.pos = found.end
    return True


def _begins_word(source: str, position: int) -> bool:
    """Emphasis may stand before it (`_@ada_`), but `foo_@ada.org` is an address again."""
    while position and source[position - 1] == "_":
        position -= 1
    if not position:
        return True
    before = source[position - 1]
    return not (before.isalnum() or before in _CLINGS)


def _suffix(source: str, position: int) -> int:
    """The length of the `#` of `c#` or the `++` of `c++`, unless a word goes on after it."""
    length = 0
    while length < 3 and source[position + length : position + length + 1] in ("+", "#"):
        length += 1
    after = source[position + length : position + length + 1]
    return 0 if length > 2 or after.isalnum() else length
