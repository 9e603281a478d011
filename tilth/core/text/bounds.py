"""markdown-it's rules, kept from what a hostile body could make them do.

Each of them is linear, but at a price per character that is fifty times the ordinary one.
"""

from collections.abc import Callable
from importlib import import_module

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link

MAX_BRACKETS = 10  # open inside one another, or simply not closed
MAX_CELLS = 10_000


# Rows are filled up with empty cells; markdown-it's own limit of 65,536 in one body takes 2 s.
vars(import_module("markdown_it.rules_block.table"))["MAX_AUTOCOMPLETED_CELLS"] = MAX_CELLS


def bound(markdown: MarkdownIt) -> None:
    markdown.inline.ruler.at("link", _bracketed("[", link))
    markdown.inline.ruler.at("image", _bracketed("![", image))


def _bracketed(
    opening: str, rule: Callable[[StateInline, bool], bool]
) -> Callable[[StateInline, bool], bool]:
    """The rule, which gives up (skips to the end of the paragraph) where brackets nest too deep."""

    def bracketed(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith(opening, state.pos):
            return False
        if state.html_terminator_last("]") < state.pos:
            return False
        if silent and state.level >= MAX_BRACKETS:
            state.pos = state.posMax
            return True
        return rule(state, silent)

    return bracketed
