"""The text a person reads, without markup: for search, snippets, mail without HTML."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_SAID = ("text", "code_inline", "formula", "mention", "hashtag")


def plain(tokens: Iterable[Token]) -> str:
    """Blocks one below the other; the cells of a row side by side."""
    return "".join(_pieces(tokens)).strip()


def plain_inline(tokens: Iterable[Token]) -> str:
    """Formulas as their TeX, code as its text, images as what they show."""
    parts = []
    for token in tokens:
        if token.type in _SAID:
            parts.append(token.content)
        elif token.type == "image":
            parts.append(plain_inline(token.children or []))
        else:
            parts.append(_BREAKS.get(token.type, ""))
    return "".join(parts)


def _pieces(tokens: Iterable[Token]) -> Iterator[str]:
    in_cell = False
    for token in tokens:
        if token.type == "inline":
            yield plain_inline(token.children or []) + (" " if in_cell else "\n")
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n") + "\n"
        elif token.type in ("th_open", "td_open"):
            in_cell = True
        elif token.type == "tr_close":
            in_cell = False
            yield "\n"
