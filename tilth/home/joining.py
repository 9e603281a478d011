"""Somebody without an account comes in by a link into a group."""

from datetime import datetime

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.core.errors import Invalid
from tilth.core.typed import checked_line
from tilth.groups.joining import join_by_link
from tilth.groups.models import JoinLink
from tilth.people.actions import add_person, checked_address
from tilth.people.models import MAX_LINE, Person


class NewcomerForm(forms.Form):
    name = forms.CharField(max_length=MAX_LINE, label=gettext_lazy("Your name"))
    address = forms.EmailField(label=gettext_lazy("Your mail address at work"))
    password = forms.CharField(
        max_length=200,
        strip=False,
        label=gettext_lazy("A password"),
        help_text=gettext_lazy("At least eight characters; a sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_address(self) -> str:
        return checked_address(self.cleaned_data["address"])

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


@transaction.atomic
def arrive(link: JoinLink, *, name: str, address: str, password: str, now: datetime) -> Person:
    """A new person in the link's group. Raises Invalid for an address that has an account: whose
    it is shows by signing in, not by having a link."""
    if Person.objects.filter(email=address).exists():
        raise _is_taken()
    name = checked_line(name, field="name", most=MAX_LINE)
    try:
        person, is_new = add_person(address=address, name=name, password=password, now=now)
    except IntegrityError:
        raise _is_taken() from None
    if not is_new:  # somebody was faster; raising gives them their password back
        raise _is_taken()
    join_by_link(link, person_id=person.pk, now=now)
    return person


def _is_taken() -> Invalid:
    return Invalid(
        _("There is an account with this address. Sign in with it, then open the link again."),
        field="address",
    )
