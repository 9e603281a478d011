"""What the page of a person says beside what they wrote. No number in it."""

from dataclasses import dataclass
from typing import Any

from tilth import access
from tilth.contributions.models import Reply
from tilth.contributions.search import findable_replies
from tilth.groups.models import Group, Membership
from tilth.people.models import Follow, Person

ANSWERS_SHOWN = 4
GROUPS_SHOWN = 12


@dataclass(frozen=True)
class Met:
    """A group in which one meets them."""

    group: Group
    gardens: bool


def about_person(viewer: Person, person: Person) -> dict[str, Any]:
    unit = person.unit
    return {
        "met": met(viewer, person),
        "lately": lately_answered(viewer, person),
        "managers": list(unit.managers.exclude(pk=person.pk).order_by("name")) if unit else [],
        "follows": Follow.objects.filter(follower=viewer, followed=person).exists(),
        "is_me": person.pk == viewer.pk,
    }


def met(viewer: Person, person: Person) -> list[Met]:
    """That somebody is in a closed group is for its members to know."""
    known = access.visible(
        viewer, Group.objects.filter(memberships__person=person, archived_at=None)
    )
    roles = dict(Membership.objects.filter(person=person).values_list("group_id", "role"))
    readable = [each for each in known.order_by("name") if access.can(viewer, "read", each)]
    return [Met(each, roles[each.pk] == "gardener") for each in readable[:GROUPS_SHOWN]]


def lately_answered(viewer: Person, person: Person) -> list[Reply]:
    """Their newest answers that the viewer may read, of different questions."""
    answers = findable_replies().filter(author=person, is_answer=True)
    rows = access.visible(viewer, answers).select_related("contribution__group")
    found: dict[int, Reply] = {}
    for reply in rows.order_by("-created_at", "-pk")[: 3 * ANSWERS_SHOWN]:
        found.setdefault(reply.contribution_id, reply)
    return list(found.values())[:ANSWERS_SHOWN]
