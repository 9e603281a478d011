"""The text of what was rendered before, without parsing it again: for a page of search results."""

import re
from html import unescape

from tilth.core.text.reading import read

# What says something else as HTML than as text, or holds text in an attribute.
_ELABORATE = re.compile(r'<(?:math|img|sup|section|t[a-z])|class="tex|\stitle=')
_TAG = re.compile(r"<[^<>]*>")


def plain_text(markdown: str, html: str) -> str:
    """What `read(markdown).plain()` gives, but for spaces and line breaks, where `html` is what was
    made of it; ten times faster for what most texts are."""
    if not html or _ELABORATE.search(html):
        return read(markdown).plain()
    return unescape(_TAG.sub("", html)).strip()
