"""What every page is drawn with: icons, faces, plots, times. Python and not templates, since a page
of a stream has a hundred of them."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Protocol

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

register = template.Library()

# Fields seen from above, as lines on 24 by 24: the drawing of a group that has no other.
FIELDS = (
    "M0 4a20 20 0 0 1 20 20M0 11a13 13 0 0 1 13 13M0 17a7 7 0 0 1 7 7M6 0a18 18 0 0 1 18 18",
    "M-2 8L8-2M-2 17L17-2M-2 26L26-2M7 26L26 7M16 26L26 16",
    "M0 3h12M0 9h12M0 15h12M0 21h12M15 0v24M21 0v24",
    "M0 3h24M0 9h24M0 15h24M0 21h24",
    "M0 5c8 0 8 6 24 6M0 11c8 0 8 6 24 6M0 17c8 0 8 6 24 6M0 23c8 0 8 6 24 6M0-1c8 0 8 6 24 6",
    "M0 2l12 7 12-7M0 9l12 7 12-7M0 16l12 7 12-7M0-5l12 7 12-7M0 23l12 7 12-7",
    "M3 0v12M9 0v12M0 15h24M0 21h24M12 3h12M12 9h12",
    "M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0",
)
TURNS = 4
TONES = 3


class HasFace(Protocol):
    @property
    def shown_name(self) -> str: ...
    @property
    def is_guest(self) -> bool: ...
    @property
    def face(self) -> str: ...
    @property
    def photo_url(self) -> str: ...
    @property
    def is_unnamed(self) -> bool: ...


class HasPlot(Protocol):
    @property
    def pk(self) -> int: ...


@register.simple_tag
@lru_cache(maxsize=512, typed=True)  # typed: a safe string must not stand in for an equal plain one
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """A drawing from the sprite; `frontend/icons.txt` lists which there are.

    It says nothing to a screen reader: words stand beside it, or `label` says it.
    """
    spoken = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"></use></svg>',
        f"icon {css}".rstrip(),
        spoken,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def face(person: HasFace, size: str = "") -> SafeString:
    """The portrait of a person: their photograph, the face they chose, or their initials. Sizes: tiny, big, huge;
    none is 30 by 36.

    It says nothing to a screen reader: the name stands beside it.
    """
    drawn = face_url(person.face) if person.face and not person.is_unnamed else ""
    if person.photo_url:
        drawn = f"{person.photo_url}{LARGE if size in LARGE_ONES else ''}"
    return _face(person.shown_name, size, person.is_guest, drawn)


LARGE = "&large"
LARGE_ONES = {"big", "huge"}
WIDTHS = {"tiny": 22, "": 30, "big": 44, "huge": 72}  # pixels; a portrait is six fifths as high


@lru_cache(maxsize=4096, typed=True)
def _face(name: str, size: str, is_guest: bool, drawn: str) -> SafeString:
    if drawn:
        return format_html(
            '<img class="{}" src="{}" alt="" width="{}" height="{}" loading="lazy">',
            " ".join(filter(None, ("face", size, "guest" * is_guest))),
            drawn,
            WIDTHS[size],
            round(WIDTHS[size] * 6 / 5),
        )
    tone = f"tone-{sum(map(ord, name)) % TONES}"
    classes = " ".join(filter(None, ("face", size, "initials", tone, "guest" * is_guest)))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, initials(name))


@register.simple_tag
def face_url(drawn: str) -> str:
    """Where a drawn face lies."""
    return static(f"faces/{drawn}.svg")


def initials(name: str) -> str:
    """Of the first and the last word: “Noor van der Berg” is NB."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


@register.simple_tag
def plot(group: HasPlot, size: str = "") -> SafeString:
    """The drawing of a group, the same each time. Sizes: mid, big; none is that of a line of text."""
    return _plot(group.pk % (len(FIELDS) * TURNS), size)


@cache
def _plot(number: int, size: str) -> SafeString:
    turn, field = divmod(number, len(FIELDS))
    turned = format_html(' transform="rotate({} 12 12)"', 90 * turn) if turn else ""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"{}></path></svg>',
        f"plot {size}".rstrip(),
        FIELDS[field],
        turned,
    )


@register.simple_tag
def ago(time: datetime, now: datetime | None = None) -> SafeString:
    """When, in words: “today, 10:02”, “yesterday, 16:20”, “Friday”, “3 March”, “3 March 2025”."""
    zone = timezone.get_current_timezone()
    local = time.astimezone(zone).isoformat(timespec="minutes")
    today = (now or timezone.now()).astimezone(zone).date()
    return _ago(local, today, get_language())


@lru_cache(maxsize=8192)
def _ago(local: str, today: date, language: str | None) -> SafeString:
    """Kept, since who reads a stream again reads the same times. They differ by language."""
    return format_html(
        '<time datetime="{}">{}</time>', local, _when(datetime.fromisoformat(local), today)
    )


def _when(local: datetime, today: date) -> str:
    days = (today - local.date()).days
    if -1 <= days <= 1:
        of_day = format_date(local, pgettext("time of day, as a date format of Django", "H:i"))
        if days == 0:
            return gettext("today, %(time)s") % {"time": of_day}
        if days == 1:
            return gettext("yesterday, %(time)s") % {"time": of_day}
        return gettext("tomorrow, %(time)s") % {"time": of_day}
    if 1 < days < 7:  # a week ago it would be the same word as today
        return format_date(local, "l")
    if local.year == today.year:
        return format_date(local, pgettext("day, as a date format of Django", "j F"))
    return format_date(local, pgettext("day and year, as a date format of Django", "j F Y"))


@register.simple_tag
def day_of(time: datetime, now: datetime | None = None) -> str:
    """The day as a heading: “Today”, “Yesterday”, “Last seven days”, “March”, “March 2025”."""
    zone = timezone.get_current_timezone()
    day, today = time.astimezone(zone).date(), (now or timezone.now()).astimezone(zone).date()
    days = (today - day).days
    if days <= 0:
        return pgettext("heading of a day", "Today")
    if days == 1:
        return pgettext("heading of a day", "Yesterday")
    if days < 7:
        return gettext("Last seven days")
    form = "F" if day.year == today.year else "F Y"
    return format_date(day, form)


@register.simple_tag
def field_word(name: str) -> str:
    """What a field is called where its form is not at hand."""
    words = {
        "title": gettext("Title"),
        "body": gettext("Text"),
        "tried": gettext("What have you tried?"),
        "purpose": gettext("What is it for?"),
        "reason": gettext("Reason"),
    }
    return words.get(name, name)


@register.simple_tag(takes_context=True)
def here(context: Context, place: str) -> str:
    """`aria-current` for a link to a place, when the page is that place or lies inside it."""
    request = context.get("request")
    path = request.path if request else ""
    if path == place:
        return mark_safe(' aria-current="page"')
    if place != "/" and path.startswith(place):
        return mark_safe(' aria-current="true"')
    return ""
