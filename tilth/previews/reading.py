"""What a page says of itself. Text and nothing else of it is kept."""

import codecs
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html

from tilth.core.outgoing import Page

MOST = {"title": 200, "description": 300, "site": 100}


class Said(NamedTuple):
    title: str
    description: str
    site: str


def read_page(page: Page) -> Said | None:
    """None where it is no document at all. Its size was bounded before; the parser asks no network
    and gives up on what is nested too deep."""
    try:
        parser = html.HTMLParser(encoding=_encoding(page), no_network=True, huge_tree=False)
        tree = html.document_fromstring(page.body, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    named: dict[str, str] = {}
    for meta in tree.iterfind(".//meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        named.setdefault(name, meta.get("content") or "")
    title = tree.find(".//title")
    return Said(
        _line(
            named.get("og:title")
            or ("".join(map(str, title.itertext())) if title is not None else ""),
            "title",
        ),
        _line(named.get("og:description") or named.get("description", ""), "description"),
        _line(named.get("og:site_name") or urlsplit(page.url).hostname or "", "site"),
    )


def _encoding(page: Page) -> str | None:
    """None lets the parser look into the document, and take it for Latin-1 where that says nothing:
    what is UTF-8 is found out first."""
    try:
        if page.charset:
            named = codecs.lookup(page.charset).name
            # Python knows more than the parser, also such that are none of a text, as `zip`.
            html.HTMLParser(encoding=named)
            return named
        codecs.getincrementaldecoder("utf-8")().decode(page.body)  # may end in half a letter
    except (LookupError, ValueError):
        return None
    return "utf-8"


def _line(text: str, field: str) -> str:
    """One line without signs that turn the direction of what stands beside it."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    most = MOST[field]
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
