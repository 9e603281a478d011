"""Every part that pages are made of, in every state, drawn by the templates and tags that draw it.

What people would have written is here, in one language as people write; the tool's own words come
from the catalogue. It reads no row: it looks the same for everybody, whatever is in the database.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tilth.contributions.kinds import kinds
from tilth.core.web import Request
from tilth.people.faces import face_names

COLOURS = [
    "ground",
    "sheet",
    "sunk",
    "stamp",
    "ink",
    "ink-2",
    "ink-3",
    "line",
    "line-2",
    "line-margin",
    "leaf",
    "leaf-wash",
    "clay",
    "clay-wash",
    "straw",
    "straw-wash",
]


@dataclass(frozen=True)
class Someone:
    shown_name: str
    face: str = ""
    photo_url: str = ""
    is_guest: bool = False
    is_unnamed: bool = False
    work: str = "test bench"
    left_at: datetime | None = None

    def get_absolute_url(self) -> str:
        return "#lists"


@dataclass(frozen=True)
class Somewhere:
    pk: int
    name: str = "Seals and Bearings"

    def get_absolute_url(self) -> str:
        return "#lists"


@dataclass(frozen=True)
class Something:
    """As much of a contribution as a line of a stream shows."""

    pk: int
    kind: str
    title: str
    author: Someone
    created_at: datetime
    group: Somewhere | None = None
    state: str = "open"
    reply_count: int = 0
    tags: tuple[str, ...] = ("seals", "cold-start")
    card: dict[str, Any] = field(default_factory=dict)

    @property
    def its_kind(self) -> Any:
        return kinds[self.kind]

    def get_absolute_url(self) -> str:
        return "#lists"


class Specimen(forms.Form):
    """A field of each sort; the second is wrong, as it was sent empty."""

    name = forms.CharField(required=False, label=_("Name"), help_text="Night shift, Hall 3")
    holds = forms.CharField(label=_("Where?"))
    tried = forms.CharField(required=False, label=_("Text"), widget=forms.Textarea({"rows": 3}))
    order = forms.ChoiceField(required=False, label=_("Visibility"), choices=[("", "Open")])


@require_safe
def styleguide(request: Request) -> HttpResponse:
    now = timezone.now()
    faces = face_names()
    people = [Someone(name, face) for name, face in zip(NAMES, faces, strict=False)]
    context = {
        "now": now,
        "colours": COLOURS,
        "people": people,
        "faceless": Someone("Jo Aaberg"),
        "guest": Someone("Henrik Voss", faces[-1], is_guest=True),
        "plots": [Somewhere(number) for number in range(8)],
        "form": Specimen({"name": "Night shift, Hall 3", "holds": ""}),
        "items": [{"contribution": each} for each in items(people, now)],
        "kinds": list(kinds.values()),
        "schemes": ("light", "dark"),
    }
    return render(request, "home/styleguide.html", context)


NAMES = ("Gil Marchetti", "Samira Haddad", "Noor van der Berg", "Marta Silva")


def items(people: list[Someone], now: datetime) -> list[Something]:
    place = Somewhere(3)
    words = "A few drops at the shaft within ten minutes. It is dry again by noon."
    return [
        Something(
            1, "question", "Why does it weep only on Mondays?", people[0],
            now - timedelta(hours=2), place, card={"words": words},
        ),
        Something(
            2, "question", "Who has the plan of the old flange?", people[1],
            now - timedelta(days=1), place, reply_count=3, card={"words": words, "answers": 2},
        ),
        Something(
            3, "question", "Which grease for the cold store?", people[2],
            now - timedelta(days=9), state="answered", reply_count=4,
            card={"words": words, "answers": 3, "solution": "The white one. It stays soft at -30 °C."},
        ),
        Something(
            4, "update", "", people[3], now - timedelta(days=400), place,
            card={"words": "Colm drove it to the ferry himself.", "sort": "thanks"},
        ),
    ]  # fmt: skip
