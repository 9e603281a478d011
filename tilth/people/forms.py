from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilth.people.faces import face_names
from tilth.people.models import MAX_ABOUT, MAX_LINE, StreamOrder

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = "str | _StrPromise"


def line(label: Words, most: int, help_text: Words = "") -> forms.CharField:
    return forms.CharField(max_length=most, required=False, label=label, help_text=help_text)


class ProfileForm(forms.Form):
    job = line(_("What do you do?"), MAX_LINE, _("As you would say it: test engineer, bench 4"))
    town = line(_("Where?"), MAX_LINE)
    speaks = line(_("Which languages do you speak?"), MAX_LINE)
    ask_about = line(
        _("What may one ask you about?"),
        MAX_ABOUT,
        _("A few things, with commas between. Who looks for one of them finds you."),
    )
    face = forms.ChoiceField(
        required=False,
        label=_("Your face here"),
        widget=forms.RadioSelect,
        choices=lambda: [("", _("Initials")), *((name, name) for name in face_names())],
    )
    photo = forms.FileField(
        required=False,
        label=_("Or a photograph of you"),
        help_text=_("It is cut to the shape of a face. Where it was taken is not kept."),
        widget=forms.FileInput(attrs={"accept": "image/*", "class": "input"}),
    )
    remove_photo = forms.BooleanField(required=False, label=_("Show the face above again"))


def zones() -> list[tuple[str, str]]:
    """`Europe/Paris`, by name; those of the old spelling are left out."""
    named = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in sorted(named))]


class WishesForm(forms.Form):
    language = forms.ChoiceField(
        required=False,
        label=_("Language of the tool"),
        help_text=_("What people write stays as they wrote it."),
        choices=lambda: [("", _("As my browser asks for")), *settings.LANGUAGES],
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    stream_order = forms.ChoiceField(
        label=_("What comes first on my home page"), choices=StreamOrder
    )
    mutes_company = forms.BooleanField(
        required=False, label=pgettext_lazy("setting", "Leave out what is for everybody")
    )
    single_keys = forms.BooleanField(
        required=False,
        label=_("A key pressed alone is a shortcut"),
        help_text=_("Switch it off if you speak to your machine. Press ? to see them all."),
    )
