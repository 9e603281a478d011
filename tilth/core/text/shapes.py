"""What is done to a parsed text before it is shown: our pages' outline, tables, tasks, images.

Done on the tokens and not while writing HTML, so that the plain text says the same.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from tilth.core.text.plain import plain_inline

_OWN_FILE = re.compile(r"/files/(?!.*(?:\.\.|%2e|%5c|\\))[^\s?#]+", re.IGNORECASE)
_TASKS = {"[ ] ": "\N{BALLOT BOX} ", "[x] ": "\N{BALLOT BOX WITH CHECK} "}
_ALIGNED = {"text-align:center": "align-center", "text-align:right": "align-right"}


def shape(state: StateCore) -> None:
    """Markdown's last core rule."""
    for index, token in enumerate(state.tokens):
        if token.type in ("heading_open", "heading_close"):
            # The page has its h1, and the contribution its h2.
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        elif token.type in ("th_open", "td_open"):
            aligned = _ALIGNED.get(str(token.attrs.pop("style", "")))
            token.attrs = {"class": aligned} if aligned else {}
        elif token.children:
            if index > 1 and state.tokens[index - 2].type == "list_item_open":
                _mark_task(token.children)
            if any(child.type == "image" for child in token.children):
                token.children = list(_without_foreign_images(token.children))


def _mark_task(children: list[Token]) -> None:
    """`- [x] done`, with a sign and not a checkbox: nobody could tick it."""
    first = children[0]
    mark = _TASKS.get(first.content[:4].lower())
    if first.type == "text" and mark:
        first.content = mark + first.content[4:]


def _without_foreign_images(children: list[Token]) -> Iterator[Token]:
    """A page makes no request to another host: a foreign image is a link to it.

    Inside a link (which leads somewhere else) the link keeps the image's name, and the image's own
    link comes after it.
    """
    link, after = None, list[Token]()
    for child in children:
        if child.type == "link_open":
            link = child.attrGet("href")
        if child.type != "image" or _OWN_FILE.fullmatch(str(child.attrs["src"])):
            yield child
        elif link is None:
            yield from _link(child)
        else:
            yield _text(label_of(child))
            if child.attrs["src"] != link:
                after += (_text(" "), *_link(child))
        if child.type == "link_close":
            link = None
            yield from after
            after = []


def label_of(image: Token) -> str:
    """The image's alternative text, or else the name of its file."""
    source = str(image.attrs["src"])
    return (
        plain_inline(image.children or []).strip()
        or unquote(urlsplit(source).path.rpartition("/")[2])
        or source
    )


def _link(image: Token) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"class": "image", "href": image.attrs["src"]})
    return [opening, _text(label_of(image)), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
