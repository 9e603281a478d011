"""Where a stream comes from, and how much there is of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from django.db.models import Q, Sum

from tilth import access
from tilth.access.scope import COMPANY
from tilth.contributions.models import TagFollow
from tilth.groups.models import Group
from tilth.people.models import Follow, Person

FEW = 12  # sources, up to which one select for each is cheapest
LITTLE = 3000  # entries in all of one's groups, which are then simply all looked at
SHARE = 200  # of so many entries one is the reader's: then walking past the others is cheap


type Way = Literal["each", "gather", "walk"]
"""A select for each source; all that is in the groups at once; or down everything there is, with
the reader's groups as a filter."""


class Reason(IntEnum):
    """Why an item is in the stream, the strongest first."""

    GROUP = 1
    PERSON = 2
    TAG = 3
    COMPANY = 4

    @property
    def word(self) -> "Word":
        return WORDS[self]


type Word = Literal["group", "person", "tag", "company"]
WORDS: dict[Reason, Word] = {
    Reason.GROUP: "group",
    Reason.PERSON: "person",
    Reason.TAG: "tag",
    Reason.COMPANY: "company",
}


@dataclass(frozen=True)
class Source:
    reason: Reason
    pk: int
    """Of the group, the person or the tag; COMPANY for what has no group."""


def sources_of(person: Person) -> Iterator[Source]:
    """Two queries: those of the groups are in the scope."""
    mine = access.scope(person)
    yield from (Source(Reason.GROUP, pk) for pk in sorted(mine.members))
    people = Follow.objects.filter(follower_id=person.pk).values_list("followed_id", flat=True)
    yield from (Source(Reason.PERSON, pk) for pk in people)
    tags = TagFollow.objects.filter(person_id=person.pk).values_list("tag_id", flat=True)
    yield from (Source(Reason.TAG, pk) for pk in tags)
    if COMPANY in mine.audiences and not person.mutes_company:
        yield Source(Reason.COMPANY, COMPANY)


def cheapest_way(sources: list[Source]) -> Way:
    """How to read somebody's groups. One look at kept counts, where there are many groups.

    A select for each is the best of few; of two hundred PostgreSQL plans for 370 ms what it reads
    in one."""
    groups = [source.pk for source in sources if source.reason is Reason.GROUP]
    if len(groups) <= FEW:
        return "each"
    kept = Group.objects.aggregate(
        theirs=Sum("contribution_count", filter=Q(pk__in=groups)), all=Sum("contribution_count")
    )
    theirs, everything = kept["theirs"] or 0, kept["all"] or 0
    if theirs <= LITTLE:
        return "gather"
    return "walk" if theirs * SHARE >= everything else "each"
