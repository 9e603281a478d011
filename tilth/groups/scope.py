from tilth.access import Scope
from tilth.access.scope import COMPANY, finds_scope
from tilth.core.web import Viewer
from tilth.groups.models import Group, Membership, Role
from tilth.people.models import Person


@finds_scope
def scope_of(person: Viewer) -> Scope:
    """One query, and a second for somebody who gardens.

    An administrator has no place here: to read a closed group they become a member, which shows.
    """
    # Plain tuples, since somebody in 200 groups would pay for 200 objects on every page.
    mine = list(
        Membership.objects.filter(person_id=person.pk).values_list(
            "group_id", "role", "group__audience_id", "group__path"
        )
    )
    members = frozenset(group_id for group_id, *_ in mine)
    reads_only = frozenset(group_id for group_id, role, *_ in mine if role == Role.READER)
    if person.is_guest:
        # Not the groups' audiences: those would open what lies below a group they were let into.
        return Scope(groups=members, members=members, reads_only=reads_only)

    audiences = {COMPANY} | {
        group_id for group_id, _, audience_id, _ in mine if audience_id == group_id
    }
    paths = [path for _, role, _, path in mine if role == Role.GARDENER]
    return Scope(
        audiences=frozenset(audiences),
        groups=frozenset(
            group_id for group_id, _, audience_id, _ in mine if audience_id not in audiences
        ),
        members=members,
        reads_only=reads_only,
        gardens=frozenset(Group.objects.at_or_below(paths).values_list("pk", flat=True))
        if paths
        else frozenset(),
    )


def readers(*, group_id: int | None, audience_id: int, among: set[int]) -> set[int]:
    """The other way round: who of `among` reads what stands in that group. One query or two.

    For whoever sends something out: the audience is found at the moment of sending.
    """
    people = {
        person.pk: person for person in Person.objects.filter(pk__in=among) if person.is_active
    }
    groups = {pk for pk in (group_id, audience_id) if pk}
    inside: dict[int, set[int]] = {}
    for person_id, pk in Membership.objects.filter(
        person_id__in=list(people), group_id__in=groups
    ).values_list("person_id", "group_id"):
        inside.setdefault(person_id, set()).add(pk)

    def reads(person: Person) -> bool:
        if group_id in (mine := inside.get(person.pk, set())):
            return True
        return not person.is_guest and (audience_id == COMPANY or audience_id in mine)

    return {pk for pk, person in people.items() if reads(person)}
