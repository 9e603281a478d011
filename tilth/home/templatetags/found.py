"""What a search has found, as it is listed. Python and not a template, since a page has twenty of
them, and is to cost hardly more than the search itself."""

from collections.abc import Iterable
from functools import cache

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from tilth.contributions.kinds import kinds
from tilth.core.templatetags.tilth import icon
from tilth.search.highlight import Piece
from tilth.search.results import Shown

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A title or snippet, with what was looked for in <mark>."""
    return mark_safe(  # noqa: S308  (each piece is escaped)
        "".join(
            f"<mark>{escape(text)}</mark>" if is_found else escape(text)
            for text, is_found in pieces
        )
    )


@register.simple_tag
def hit(result: Shown) -> SafeString:
    snippet = format_html("<p>{}</p>", marked(result.snippet)) if result.snippet else ""
    return format_html(
        '<article class="row pad"><div class="in-margin item-margin">{}</div><div class="in-body">'
        '<h2 class="item-title"><a href="{}">{}</a></h2>{}</div></article>',
        _sort(result.type, result.kind, get_language()),
        result.url,
        marked(result.title),
        snippet,
    )


@cache
def _sort(type: str, kind: str, language: str | None) -> SafeString:  # noqa: A002
    """What it is, in words of the language."""
    if type == "person":
        shown, word = "user-round", gettext("Person")
    elif type == "group":
        shown, word = "land-plot", gettext("Group")
    elif type == "tag":
        shown, word = "hash", gettext("Tag")
    elif type == "reply":
        shown, word = "message-circle", gettext("Reply")
    else:
        shown, word = kinds[kind].icon, str(kinds[kind].label)
    return format_html('<span class="kind">{} {}</span>', icon(shown), word)
