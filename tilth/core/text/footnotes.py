"""Footnotes: `Text.[^1]`, and on a line of its own `[^1]: What is said about it.`"""

import re
from zlib import crc32

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

MAX_REFERENCES = 500  # each has a way back from its note
_REFERENCE = re.compile(r"\[\^[^\s\]]{1,50}\]")


def footnotes(markdown: MarkdownIt) -> None:
    """The plugin, less notes inside the line (`^[…]`), whose rule looks ahead without a bound."""
    footnote_plugin(markdown, inline=False)
    markdown.inline.ruler.at("footnote_ref", _reference)


def id_prefix(source: str) -> str:
    """Notes are numbered from 1 in each text, and a page may show many texts."""
    return f"note-{crc32(source.encode(errors='replace')):08x}"


def _reference(state: StateInline, silent: bool) -> bool:
    """The plugin's rule, kept from looking for the end of a label through the whole text."""
    if "footnotes" not in state.env or not _REFERENCE.match(state.src, state.pos, state.posMax):
        return False
    if state.env["notes_referred"] >= MAX_REFERENCES:
        return False
    is_reference = footnote_ref(state, silent)
    if is_reference and not silent:
        state.env["notes_referred"] += 1
    return is_reference
