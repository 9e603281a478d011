from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tilth.once.forms import NAME

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """A hidden field by which a form that is sent twice is known."""
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, uuid4().hex)
