"""Our Markdown: which rules are on, and which are ours."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from tilth.core.text.addresses import address_rule
from tilth.core.text.bounds import bound
from tilth.core.text.footnotes import footnotes
from tilth.core.text.formula_rules import formula_rule, paragraph_rule
from tilth.core.text.html import Html
from tilth.core.text.shapes import shape
from tilth.core.text.words import word_rule

MAX_NESTING = 50  # quotes in lists in quotes; what is deeper is hostile, and left out
_TYPED = re.compile(r"</?(?:kbd|su[bp])>")
_NOT_LINKED = ("javascript:", "vbscript:", "file:", "data:")


class Dialect(MarkdownIt):
    """Parser and renderer. Holds nothing of the text it works on, so that threads may share it."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Not even `data:` images, which markdown-it lets through."""
        return not url.strip().lower().startswith(_NOT_LINKED)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """An address is shown as it was typed."""
        return link


def typed_rule(state: StateInline, silent: bool) -> bool:
    """The HTML that may be typed, as Markdown has no signs for it: keys, and small text."""
    found = _TYPED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = found[0]
    state.pos = found.end()
    return True


def build() -> MarkdownIt:
    markdown = Dialect(
        "commonmark",
        {"html": False, "xhtmlOut": False, "maxNesting": MAX_NESTING},
        renderer_cls=Html,
    )
    markdown.disable(["html_block", "html_inline", "lheading"])
    markdown.enable(["table", "strikethrough", "linkify"])
    inline: dict[str, tuple[str, Callable[[StateInline, bool], bool]]] = {
        "formula": ("escape", formula_rule),
        "word": ("autolink", word_rule),
        "typed": ("html_inline", typed_rule),
    }
    for name, (before, rule) in inline.items():
        markdown.inline.ruler.before(before, name, rule)
    markdown.inline.ruler.at("linkify", address_rule)
    markdown.block.ruler.at("paragraph", paragraph_rule)
    bound(markdown)
    footnotes(markdown)
    markdown.renderer = Html(markdown)  # once more: the plugin put its own methods over ours
    markdown.core.ruler.push("shape", shape)
    return markdown
