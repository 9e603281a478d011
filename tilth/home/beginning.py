"""A firm's first day: the company, its first administrator, one need, one team.

Until somebody can sign in, every way leads here; it opens with the code that `tilth serve` prints.
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.contributions.actions import contribute
from tilth.contributions.kinds import kinds
from tilth.core.errors import Refused
from tilth.core.text import MAX_BODY
from tilth.core.typed import checked_line
from tilth.groups.actions import create_group
from tilth.groups.joining import make_join_link
from tilth.groups.models import MAX_NAME, Group
from tilth.home.joining import NewcomerForm
from tilth.home.needs import BY_KEY, NEEDS
from tilth.people.actions import add_person
from tilth.people.company import name_company
from tilth.people.models import MAX_LINE, Person


class HasBegun(Refused):
    """Somebody is here already: from then on people are invited."""


def nobody_is_here() -> bool:
    return not Person.objects.filter(email__isnull=False).exists()


def code() -> str:
    """Follows from the secret key, so that several processes print the same and nothing is kept."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"tilth.beginning", "sha256")
    plain = base64.b32encode(digest)[:8].decode()
    return f"{plain[:4]}-{plain[4:]}"


class FounderForm(NewcomerForm):
    code = forms.CharField(
        max_length=40,
        label=gettext_lazy("The code"),
        help_text=gettext_lazy("It was printed where Tilth was started."),
    )
    company = forms.CharField(
        max_length=MAX_LINE, label=gettext_lazy("What is the company called?")
    )
    field_order = ("code", "company")

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"].strip().upper().replace(" ", "")
        if not constant_time_compare(typed.replace("-", ""), code().replace("-", "")):
            raise forms.ValidationError(_("That is not the code. Look where Tilth was started."))
        return code()


class TeamForm(forms.Form):
    need = forms.ChoiceField(
        choices=[(need.key, need.title) for need in NEEDS],
        label=gettext_lazy("What bothers you most?"),
        widget=forms.RadioSelect,
    )
    team = forms.CharField(max_length=MAX_NAME, label=gettext_lazy("Who has it? Name one team"))
    starter = forms.CharField(
        max_length=MAX_BODY,
        required=False,
        strip=False,
        label=gettext_lazy("What they find when they come"),
        help_text=gettext_lazy("Empty: the words that belong to what you chose."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@transaction.atomic
def begin(*, company: str, name: str, address: str, password: str, now: datetime) -> Person:
    """The company and its first administrator. Raises HasBegun where somebody was faster."""
    # Held, so that of two who begin at once one is the first.
    name_company(name=company, now=now)
    if not nobody_is_here():
        raise HasBegun(_("Tilth has begun here already. Ask for an invitation."))
    name = checked_line(name, field="name", most=MAX_LINE)
    person, _new = add_person(address=address, name=name, is_admin=True, password=password, now=now)
    return person


@dataclass(frozen=True)
class Begun:
    group: Group
    token: str
    """Of the link by which colleagues come in."""


@transaction.atomic
def open_team(*, actor_id: int, need: str, team: str, starter: str, now: datetime) -> Begun:
    """The group with its purpose, rule and first question, and the link into it."""
    chosen = BY_KEY[need]
    team = checked_line(team, field="team", most=MAX_NAME, missing=_("Name the team."))
    group = create_group(
        actor_id=actor_id, name=team, purpose=str(chosen.purpose), rule=str(chosen.rule), now=now
    )
    contribute(
        kinds["question"],
        actor_id=actor_id,
        group=group,
        title=str(chosen.question),
        body=starter.strip() or str(chosen.starter),
        now=now,
    )
    return Begun(group, make_join_link(actor_id=actor_id, group=group, now=now))
