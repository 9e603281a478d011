"""What follows from a group's place in the tree, and keeping it so."""

from tilth.access.scope import COMPANY, carriers
from tilth.groups.models import Group, Visibility
from tilth.search.models import SearchDocument

DERIVED = ["path", "audience_id", "known_to_id"]


def place(group: Group, parent: Group | None) -> None:
    """Derive the three fields of one group from its parent's."""
    outer = parent.audience_id if parent else COMPANY
    group.path = f"{parent.path if parent else '/'}{group.pk}/"
    group.audience_id = outer if group.visibility == Visibility.OPEN else group.pk
    group.known_to_id = group.pk if group.visibility == Visibility.HIDDEN else outer


def place_subtree(top: Group) -> None:
    """Place a changed group and all below it anew, and hand their audiences on to what they hold.

    All in the transaction of the change: at no moment is anything shown to a former audience.
    """
    subtree = Group.objects.at_or_below([top.path])  # by the path it had until now
    placed: dict[int | None, Group] = {}
    for group in sorted(subtree, key=lambda group: group.path.count("/")):  # parents first
        place(group, top.parent if group.pk == top.pk else placed[group.parent_id])
        placed[group.pk] = group
    Group.objects.bulk_update(placed.values(), DERIVED)
    for group in placed.values():
        hand_on(group)


def hand_on(group: Group) -> None:
    for rows in carriers:
        held = rows().filter(group_id=group.pk)
        held.exclude(audience_id=group.audience_id).update(audience_id=group.audience_id)
    # What is found of the group itself is for whoever knows of it.
    itself = SearchDocument.objects.filter(type="group", object_id=group.pk)
    itself.update(audience_id=group.known_to_id)
