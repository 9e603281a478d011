"""Bare web addresses become links, as in GitHub's dialect: only with their scheme.

markdown-it's own rules are off: they would also link `manage.py` (`.py` is Paraguay), and they look
back over the whole text at each `://`, so that a hostile body takes minutes.
"""

from linkify_it import LinkifyIt  # type: ignore[import-untyped]
from markdown_it.rules_inline import StateInline

SCHEMES = ("http", "https", "ftp")
MAX_ADDRESS = 2_000
BARE = "bare"
"""Marks the link of an address that stands in the text as it is."""

_linkify = LinkifyIt()


def address_at(source: str, position: int) -> tuple[int, int] | None:
    """Start and end of the web address whose `://` is at this position."""
    if not source.startswith("://", position):
        return None
    start = position
    while (
        start
        and position - start <= 5
        and source[start - 1].isascii()
        and source[start - 1].isalpha()
    ):
        start -= 1
    if source[start:position].lower() not in SCHEMES or (start and source[start - 1].isalnum()):
        return None
    found = _linkify.match_at_start(source[start : start + MAX_ADDRESS])
    # `**https://example.org**` is emphasis around the address.
    return (start, start + len(found.raw.rstrip("*_"))) if found else None


def address_rule(state: StateInline, silent: bool) -> bool:
    """Markdown's inline rule: the scheme has been read as text already, and is taken back."""
    if state.linkLevel or state.src[state.pos] != ":":
        return False
    found = address_at(state.src, state.pos)
    if found is None or found[1] > state.posMax:
        return False
    start, end = found
    scheme = state.pos - start
    if not state.pending.endswith(state.src[start : state.pos]):
        return False
    url = state.md.normalizeLink(state.src[start:end])
    if not state.md.validateLink(url):
        return False
    if not silent:
        state.pending = state.pending[:-scheme]
        opening = state.push("link_open", "a", 1)
        opening.attrs, opening.markup = {"href": url}, BARE
        state.push("text", "", 0).content = state.src[start:end]
        state.push("link_close", "a", -1)
    state.pos = end
    return True
