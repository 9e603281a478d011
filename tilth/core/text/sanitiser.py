"""The last step: only the elements and attributes our renderer makes, whatever went before."""

import re

import nh3

from tilth.core.text.code import CLASS_PREFIX
from tilth.core.text.mathml import ELEMENTS

_ELEMENTS: dict[str, set[str]] = {
    "a": {"class", "href", "id", "title"},
    "code": {"class"},
    "img": {"alt", "loading", "src", "title"},
    "li": {"id"},
    "ol": {"start"},
    "section": {"class"},
    "span": {"class"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"class"},
}
_PLAIN = [
    "blockquote",
    "br",
    "del",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "kbd",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
]
# No class a page could be taken apart with, no id that could stand in for one of the page's own, no
# image from elsewhere.
_VALUES = {
    "class": re.compile(
        rf"{CLASS_PREFIX}\w+|language-[\w.#+-]+|tex|image|mention|tag|align-\w+|footnote[\w-]*"
    ),
    "id": re.compile(r"note-[0-9a-f]{8}-\d+(?:-ref-\d+)?"),
    "src": re.compile(r"/files/(?!.*\.\.)[^\s\\]+"),
}


def _value(_element: str, attribute: str, value: str) -> str | None:
    allowed = _VALUES.get(attribute)
    return value if allowed is None or allowed.fullmatch(value) else None


_cleaner = nh3.Cleaner(
    tags={*_ELEMENTS, *_PLAIN, *ELEMENTS},
    attributes={
        **{name: attributes for name, attributes in _ELEMENTS.items() if attributes},
        **{name: set(attributes) for name, attributes in ELEMENTS.items() if attributes},
    },
    attribute_filter=_value,
    url_schemes={"ftp", "http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer nofollow",
)


def sanitised(html: str) -> str:
    return _cleaner.clean(html)
