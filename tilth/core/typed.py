"""What people type or programs send, before it is stored: the same checks at every door."""

from django.utils.translation import gettext as _

from tilth.core.errors import Invalid
from tilth.core.text import MAX_BODY, as_stored

MOST_DIGITS = 18
"""Of a number that a database holds."""


def number(text: str) -> int | None:
    """An id as it comes in an address, a form or a draft, or None. `str.isdigit` alone takes “²”,
    which is no number to `int`, and neither that nor a database takes thousands of digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def checked_text(text: str, *, field: str, most: int = MAX_BODY) -> str:
    """The text as it is stored. Raises Invalid where a database could not take it or it is long."""
    if "\0" in text:
        raise Invalid(_("There is a NUL character in the text. Take it out."), field=field)
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Invalid(_("There is half a character in the text. Type it anew."), field=field)
    text = as_stored(text)
    if len(text) > most:
        sentence = _("That is %(long)s characters; at most %(most)s fit. Put the rest into a file.")
        raise Invalid(sentence % {"long": len(text), "most": most}, field=field)
    return text


def checked_line(text: str, *, field: str, most: int, missing: str = "") -> str:
    """One line, without space around it. `missing` is what to say where there has to be one."""
    line = " ".join(checked_text(text, field=field, most=10 * most).split())
    if not line and missing:
        raise Invalid(missing, field=field)
    if len(line) > most:
        sentence = _("That is %(long)s characters; at most %(most)s fit.")
        raise Invalid(sentence % {"long": len(line), "most": most}, field=field)
    return line
