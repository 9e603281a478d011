"""A reply in the words of another: the first of them as a quote, and who said it."""

import re

from tilth.contributions.models import Reply
from tilth.core.text import read

LINES = 6
WORDS = 500
MARK = re.compile(r"(?<![\w&/\\])([@#])(?=\w)")


def quotation(reply: Reply) -> str:
    """Markdown to go on from. Whoever the quoted words mention is not called a second time."""
    lines = [line.strip() for line in read(reply.body).plain().split("\n") if line.strip()]
    text = "\n".join(lines[:LINES])
    if len(text) > WORDS:
        text = f"{text[:WORDS].rsplit(' ', 1)[0]} …"
    elif len(lines) > LINES:
        text += " …"
    author = reply.author
    name = author.shown_name if author.is_unnamed or author.left_at else f"@{author.handle}"
    quoted = "\n".join(f"> {MARK.sub(r'\\\1', line)}" for line in text.split("\n"))
    return f"> {name}:\n>\n{quoted}\n\n"
