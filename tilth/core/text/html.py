"""What a parsed text looks like on a page, before it is sanitised."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, cast
from urllib.parse import quote

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from tilth.core.text.code import Code
from tilth.core.text.mathml import Formulas


class Surroundings:
    """What one rendering knows and spends: who is mentioned, and how much work is left."""

    def __init__(self, people: Mapping[str, str], id_prefix: str) -> None:
        self.people = people
        self.id_prefix = id_prefix
        self.formulas = Formulas()
        self.code = Code()


class Html(RendererHTML):
    """markdown-it's renderer with our elements. Its methods bear the names of the tokens."""

    def mention(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        shown = escape(tokens[at].content)
        url = _around(env).people.get(tokens[at].info)
        return f'<a class="mention" href="{escape(url)}">{shown}</a>' if url else shown

    def hashtag(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        url = f"/tags/{quote(tokens[at].info, safe='')}/"
        return f'<a class="tag" href="{url}">{escape(tokens[at].content)}</a>'

    def formula(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        return _around(env).formulas.html(
            tokens[at].content, is_display=tokens[at].info == "display"
        )

    def fence(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        language = (tokens[at].info.split() or [""])[0]
        return f"<pre>{_around(env).code.html(tokens[at].content, language)}</pre>\n"

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        tokens[at].attrSet("loading", "lazy")
        return super().image(tokens, at, options, env)

    def footnote_ref(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        note, reference = _ids(tokens[at], env)
        number = tokens[at].meta["id"] + 1
        return f'<sup class="footnote-ref"><a id="{reference}" href="#{note}">{number}</a></sup>'

    def footnote_block_open(
        self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
    ) -> str:
        return '<section class="footnotes">\n<ol>\n'

    def footnote_block_close(
        self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
    ) -> str:
        return "</ol>\n</section>\n"

    def footnote_open(
        self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
    ) -> str:
        return f'<li id="{_ids(tokens[at], env)[0]}">\n'

    def footnote_close(
        self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
    ) -> str:
        return "</li>\n"

    def footnote_anchor(
        self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any
    ) -> str:
        # The arrow is followed by a selector, without which telephones show an emoji.
        return f' <a class="footnote-back" href="#{_ids(tokens[at], env)[1]}">↩\ufe0e</a>'


def _around(env: Any) -> Surroundings:
    return cast("Surroundings", env["around"])


def _ids(token: Token, env: Any) -> tuple[str, str]:
    """Of the note, and of one reference to it: a note may be referred to more than once."""
    note = f"{_around(env).id_prefix}-{token.meta['id'] + 1}"
    return note, f"{note}-ref-{token.meta.get('subId', 0) + 1}"
