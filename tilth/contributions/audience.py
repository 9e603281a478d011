"""Where somebody may put something, and who will read it there."""

from dataclasses import dataclass

from tilth import access
from tilth.access.scope import COMPANY
from tilth.groups.models import Group, Membership
from tilth.people.models import Person, Standing


@dataclass(frozen=True)
class Place:
    group_id: int | None
    name: str
    rule: str
    prompt: str
    """One of `groups.prompts`; empty is the company's."""
    audience_id: int
    members: int


@dataclass(frozen=True)
class Readers:
    people: int
    """Employees; for the whole company all of them."""
    guests: int
    companies: list[str]
    """Where the guests come from."""
    everybody: bool


def places(person: Person, *, also: int | None = None) -> list[Place]:
    """One's groups to write in, the smallest first; the whole company last and never suggested.

    also: a group that one comes from. Whoever reads it may write in it without being a member.
    """
    mine = access.scope(person)
    wanted = (mine.members - mine.reads_only) | ({also} if also is not None else set())
    groups = Group.objects.filter(pk__in=wanted, archived_at=None).order_by("member_count", "name")
    found = [
        Place(group.pk, group.name, group.rule, group.prompt, group.audience_id, group.member_count)
        for group in groups
        if group.pk in mine.members or access.can(person, "contribute", group)
    ]
    if COMPANY in mine.audiences:
        found.append(Place(None, "", "", "", COMPANY, 0))
    return found


def readers_of(place: Place) -> Readers:
    """Whoever reads what stands there: the members of the audience, and the guests of the group."""
    everybody = place.audience_id == COMPANY
    guests = Membership.objects.filter(
        group_id=place.group_id or 0, person__standing=Standing.GUEST, person__left_at=None
    )
    if everybody:
        people = Person.objects.filter(standing=Standing.EMPLOYEE, left_at=None).count()
    else:
        inside = Membership.objects.filter(
            group_id__in={place.group_id or 0, place.audience_id},
            person__standing=Standing.EMPLOYEE,
            person__left_at=None,
        )
        people = inside.values("person_id").distinct().count()
    companies = sorted(set(guests.values_list("person__company", flat=True)) - {""})
    return Readers(people, guests.count() if place.group_id else 0, companies, everybody)
