import json

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tilth.drafts.models import Draft
from tilth.drafts.there import base_of

register = template.Library()


@register.simple_tag(takes_context=True)
def draft_values(
    context: Context,
    key: str,
    pk: int | str | None = None,
    *,
    typed: bool | str = False,
    fresh: bool | str = False,
) -> SafeString:
    """Attributes of a form whose draft is kept on the server too: `{% draft_values "answer" 7 %}`.

    typed: what stands in the fields was typed and not said by the page, so it is a draft as it is.
    fresh: it is newer than any draft; one that is there already is put aside.
    """
    key = key if pk is None else f"{key}-{pk}"
    draft = _there(context, key)
    there = {}
    if draft is not None:
        at = int(draft.updated_at.timestamp() * 1000)
        there = {"at": at, "device": draft.device, "fields": draft.fields}
    return format_html(
        'data-draft-key-value="{}" data-draft-url-value="{}"{}{}{}',
        draft.key if draft else key,
        reverse("drafts"),
        format_html(' data-draft-there-value="{}"', json.dumps(there)) if there else "",
        mark_safe(' data-draft-typed-value="true"') if typed else "",
        mark_safe(' data-draft-fresh-value="true"') if fresh else "",
    )


@register.simple_tag(takes_context=True)
def draft_field(context: Context, key: str, pk: int | str | None = None) -> SafeString:
    """Says which draft is to be forgotten when the form has been sent."""
    key = key if pk is None else f"{key}-{pk}"
    draft = _there(context, key)
    return format_html('<input type="hidden" name="draft" value="{}">', draft.key if draft else key)


def _there(context: Context, key: str) -> Draft | None:
    """`drafts` in the context has those of the page; `draft` is the one to go on with."""
    continued: Draft | None = context.get("draft")
    if continued is not None and base_of(continued.key) == base_of(key):
        return continued
    drafts: dict[str, Draft] = context.get("drafts") or {}
    return drafts.get(key)
