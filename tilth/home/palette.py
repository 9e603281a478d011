"""What Ctrl+K offers: people, groups, questions, tags, and what one can do, in one list."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tilth.contributions.kinds import kinds
from tilth.core.web import Request
from tilth.home.finding import tags_like
from tilth.home.frame import groups_shown
from tilth.people.models import Person
from tilth.search.find import find
from tilth.search.results import results

LONGEST = 200
FOUND = 8
ICONS = {"person": "user-round", "group": "land-plot", "tag": "hash", "reply": "message-circle"}


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    icon: str
    note: str = ""


@require_safe
def palette(request: Request) -> HttpResponse:
    """`{"items": [{"label", "url", "icon", "note"}]}`, for what was typed so far."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = [*deeds(request.user, typed), *(things(request.user, typed) if typed else ())]
    return JsonResponse({"items": [asdict(item) for item in found]})


def deeds(person: Person, typed: str) -> Iterator[Item]:
    """What one can do and where one can go, as far as it has the words."""
    words = typed.casefold().split()
    for item in _deeds(person):
        if all(word in item.label.casefold() for word in words):
            yield item


def _deeds(person: Person) -> Iterator[Item]:
    for kind in kinds.values():
        yield Item(str(kind.verb), reverse("compose", args=[kind.prefix]), kind.icon)
    yield Item(_("Home"), reverse("stream"), "house")
    yield Item(_("Inbox"), reverse("notifications"), "bell")
    yield Item(_("Groups"), reverse("groups"), "land-plot")
    yield Item(_("People"), reverse("people"), "users-round")
    yield Item(_("Tags"), reverse("tags"), "hash")
    if not person.is_guest:
        yield Item(_("Found a group"), reverse("group-new"), "plus")
    yield Item(_("Your page"), person.get_absolute_url(), "user-round")
    yield Item(_("Settings"), reverse("settings"), "settings-2")
    for group in groups_shown(person):
        yield Item(group.name, group.get_absolute_url(), "land-plot", _("your group"))


def things(person: Person, typed: str) -> Iterator[Item]:
    hits = find(person, typed, typing=True, limit=FOUND).hits
    for shown in (*results(person, hits, typed), *tags_like(person, typed)):
        icon = ICONS.get(shown.type) or kinds[shown.kind].icon
        yield Item(shown.plain_title, shown.url, icon, note(shown.type))
    yield Item(
        _("Search for “%(words)s”") % {"words": typed},
        f"{reverse('search')}?{urlencode({'q': typed})}",
        "search",
    )


def note(of_type: str) -> str:
    words = {"person": _("person"), "group": _("group"), "tag": _("tag"), "reply": _("reply")}
    return words.get(of_type, "")
