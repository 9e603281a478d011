"""What a thread has below each answer and comment. Python, since a page has fifty of them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import template
from django.template.context import Context
from django.template.engine import Engine
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tilth.contributions.models import Reply
from tilth.core.templatetags.tilth import icon
from tilth.drafts.there import base_of

register = template.Library()

FORM = "contributions/comment-form.html"
_WITHDRAW = mark_safe('<input type="hidden" name="_method" value="DELETE">')


@register.simple_tag(takes_context=True)
def react(
    context: Context,
    url_name: str,
    pk: int,
    name: str,
    icon_name: str,
    word: str,
    count: int,
    mine: Collection[str],
) -> SafeString:
    """A button that says how many found something helpful, and takes one's own voice."""
    action = reverse(url_name, args=[pk, name])
    return format_html(
        '<form method="post" action="{}" hx-post="{}" hx-target="#thread" hx-swap="innerMorph">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
        '<button class="act" aria-pressed="{}">{} {}{}</button></form>',
        action,
        action,
        context["csrf_token"],
        _WITHDRAW if name in mine else "",
        "true" if name in mine else "false",
        icon(icon_name),
        word,
        format_html(" <b>{}</b>", count) if count else "",
    )


@dataclass(frozen=True)
class _Blank:
    """Stands for a reply, in letters that no text of ours has."""

    pk: str = "\ue000parent\ue000"


KEY = "\ue000key\ue000"


@register.simple_tag(takes_context=True)
def comment_form(context: Context, parent: Reply | None, drawn: dict[str, str]) -> SafeString:
    """The form to comment on something. Below answers it is the same but for the number of the
    answer and a key of its own: it is drawn once, kept in `drawn`, and both are put in. One that
    comes back with what was typed is drawn for itself."""
    if not parent or context.get("open_parent") == parent.pk or _has_draft(context, parent):
        return _drawn(context, parent=parent)
    if FORM not in drawn:
        drawn[FORM] = _drawn(context, parent=_Blank(), key_of_form=KEY)
    own = drawn[FORM].replace(_Blank.pk, str(parent.pk)).replace(KEY, uuid4().hex)
    return mark_safe(own)  # noqa: S308  (a template's, with a number and a key of ours)


def _has_draft(context: Context, parent: Reply) -> bool:
    key, continued = f"reply-{parent.pk}", context.get("draft")
    return key in context["drafts"] or bool(continued and base_of(continued.key) == key)


def _drawn(context: Context, **more: Any) -> SafeString:
    with context.push(**more):
        return Engine.get_default().get_template(FORM).render(context)
