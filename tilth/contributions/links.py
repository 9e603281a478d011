"""What the bare addresses in a text lead to, as whoever reads may see it.

A page elsewhere is shown as it presented itself to everybody. A thing of our own is looked up each
time, with the reader's permission: what they may not see is no card, whoever wrote the link.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from tilth import access
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution
from tilth.groups.models import Group
from tilth.people.models import Person
from tilth.previews.actions import is_ours
from tilth.previews.models import LinkPreview, NotedLink, State

OURS = re.compile(r"/([a-z-]{1,40})/([0-9]{1,18})/")

type Thing = tuple[str, int]
"""`groups`, `people` or a kind's prefix, and the id."""


@dataclass(frozen=True)
class Card:
    url: str
    icon: str
    title: str
    words: str
    note: str
    """Where it is, or what it is."""
    is_foreign: bool = False


def cards_below(
    person: Person, contribution_id: int, reply_ids: list[int]
) -> dict[tuple[str, int], list[Card]]:
    """By type and id of what was written. One query, and one for each sort of thing of our own that
    is pointed to."""
    own = Q(thing_type="contribution", thing_id=contribution_id)
    below = Q(thing_type="reply", thing_id__in=reply_ids)
    noted = NotedLink.objects.filter(own | below).select_related("preview")
    rows = list(noted.order_by("thing_type", "thing_id", "position"))
    things = _things(person, {thing for row in rows if (thing := thing_at(row.url))})
    found: dict[tuple[str, int], list[Card]] = defaultdict(list)
    for row in rows:
        card = _of_page(row.preview) if row.preview else things.get(thing_at(row.url) or ("", 0))
        if card:
            found[row.thing_type, row.thing_id].append(card)
    return found


def thing_at(url: str) -> Thing | None:
    """What of our own stands at an address."""
    if not is_ours(url):
        return None
    at = OURS.match(urlsplit(url).path)
    return (at[1], int(at[2])) if at else None


def _of_page(preview: LinkPreview) -> Card | None:
    if preview.state != State.SHOWN:
        return None
    return Card(
        preview.url, "link", preview.title, preview.description, preview.site, is_foreign=True
    )


def _things(person: Person, things: Iterable[Thing]) -> dict[Thing, Card]:
    ids: dict[str, list[int]] = defaultdict(list)
    for sort, pk in things:
        ids[sort].append(pk)
    cards: dict[Thing, Card] = {}
    prefixes = {kind.prefix for kind in kinds.values()} & set(ids)
    if wanted := [pk for prefix in prefixes for pk in ids[prefix]]:
        rows = Contribution.objects.filter(pk__in=wanted, withdrawn_at=None)
        for each in access.visible(person, rows.select_related("group").defer("body", "html")):
            kind = each.its_kind
            where = each.group.name if each.group else _("everybody")
            words = each.card.get("words", "") if each.title else ""
            title = each.title or each.card.get("words", "")
            cards[kind.prefix, each.pk] = Card(
                each.get_absolute_url(), kind.icon, title, words, f"{kind.label}, {where}"
            )
    if wanted := ids["groups"]:
        for group in access.visible(person, Group.objects.filter(pk__in=wanted)):
            cards["groups", group.pk] = Card(
                group.get_absolute_url(), "users-round", group.name, group.purpose, _("Group")
            )
    if wanted := ids["people"]:
        for somebody in access.visible(person, Person.objects.filter(pk__in=wanted)):
            cards["people", somebody.pk] = Card(
                somebody.get_absolute_url(),
                "user-round",
                somebody.shown_name,
                somebody.work,
                _("Person"),
            )
    return cards
