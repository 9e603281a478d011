"""Markdown read once, for all that is asked of it."""

from collections.abc import Mapping
from types import MappingProxyType

from markdown_it.token import Token

from tilth.core.text.addresses import BARE
from tilth.core.text.dialect import build
from tilth.core.text.footnotes import id_prefix
from tilth.core.text.html import Surroundings
from tilth.core.text.plain import plain
from tilth.core.text.sanitiser import sanitised

NOBODY: Mapping[str, str] = MappingProxyType({})

_dialect = build()


class Text:
    """What a piece of Markdown says. Made by `read`."""

    def __init__(self, markdown: str, tokens: list[Token]) -> None:
        self._markdown = markdown
        self._tokens = tokens
        said = [child for token in tokens for child in token.children or []]
        self.handles = frozenset(word.info for word in said if word.type == "mention")
        bare = (link.attrs["href"] for link in said if link.markup == BARE)
        self.addresses = tuple(dict.fromkeys(map(str, bare)))
        """Of the web, that stand in it as they are; those behind words are not among them."""
        self.tags = tuple(dict.fromkeys(word.info for word in said if word.type == "hashtag"))

    def html(self, people: Mapping[str, str] = NOBODY) -> str:
        """Safe HTML. `people` leads from handles to addresses; who is not in it is no link."""
        env = {"around": Surroundings(people, id_prefix(self._markdown))}
        return sanitised(_dialect.renderer.render(self._tokens, _dialect.options, env))

    def plain(self) -> str:
        """The text a person reads, a line for each block; formulas as their TeX."""
        return plain(self._tokens)


def read(markdown: str) -> Text:
    """Any text is Markdown: there is nothing to fail at."""
    env = {"notes_referred": 0, "has_formulas": "$" in markdown or r"\begin{" in markdown}
    return Text(markdown, _dialect.parse(markdown, env))
