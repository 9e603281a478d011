"""Stack Exchange's comments: emphasis, code, links and formulas are markup in them, and no more."""

import re

from tilth.core.text.formulas import formula_at
from tilth.core.text.from_html.words import code_span, escaped, paragraph, target

_ADDRESS = r"(?:https?|ftp)://[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*"
_MARKUP = re.compile(
    r"(?P<escape>\\\\)"
    r"|(?P<tick>`+)(?P<code>(?:[^`]|(?!(?P=tick)(?!`))`+)+)(?P=tick)(?!`)"
    rf"|\[(?P<text>[^\[\]]+)\]\((?P<address>{_ADDRESS})(?:\s+\"[^\"]*\")?\)"
    rf"|(?P<bare>{_ADDRESS})"
    r"|(?P<mark>[*_]+)"
    r"|(?P<formula>\$\$?|\\begin\{)",
)


def comment_to_markdown(text: str) -> str:
    """Of the text as it was typed: `@somebody` and `#something` there are nobody and nothing here."""
    return paragraph(_converted(re.sub(r"\s*\n\s*", "\n", text)))


def _converted(text: str) -> str:
    pieces: list[str] = []
    words = end = 0  # where the plain words began, and where to look on
    while found := _MARKUP.search(text, end):
        piece, end = _piece(found, text)
        if piece:
            pieces += [escaped(text[words : found.start()]), piece]
            words = end
    return "".join([*pieces, escaped(text[words:])])


def _piece(found: re.Match[str], text: str) -> tuple[str, int]:
    """Markdown for what was found, empty where it is words; and where it ends."""
    if found["formula"]:
        formula = formula_at(text, found.start())
        return (text[found.start() : formula.end], formula.end) if formula else ("", found.end())
    if found["code"]:
        return code_span(found["code"].strip(" ")), found.end()
    if found["text"]:
        return f"[{_converted(found['text'])}]({target(found['address'])})", found.end()
    return found["bare"] or found["mark"] or "", found.end()
