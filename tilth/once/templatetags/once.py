from uuid import uuid4

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tilth.once.forms import NAME

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: Context) -> SafeString:
    """A hidden field by which a form that is sent twice is known. Whoever draws a form to be used
    several times gives it a `key_of_form`, and puts the keys in later."""
    key = context.get("key_of_form") or uuid4().hex
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, key)
