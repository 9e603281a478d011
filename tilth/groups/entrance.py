"""What becomes of "this person into that group", by who says it. Pages and API ask here alike."""

from datetime import datetime
from enum import Enum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tilth import access
from tilth.core.errors import Refused
from tilth.groups.membership import ask_to_join, invite, let_in
from tilth.groups.models import Group, Membership, Petition, Role, Visibility
from tilth.people.models import Person


class Outcome(Enum):
    MEMBER = "member"
    ASKED = "asked"
    INVITED = "invited"


def enter(viewer: Person, group: Group, person: Person, role: str | None, now: datetime) -> Outcome:
    """`group` was fetched through `access`, so that whoever does not know it never comes here."""
    if person.left_at is not None:
        raise Refused(_("%(name)s has left the company.") % {"name": person.shown_name})
    if group.archived_at is not None and person.pk != viewer.pk:
        raise Refused(_("%(group)s is archived.") % {"group": group.name})
    if access.can(viewer, "garden", group):
        return _by_gardener(viewer, group, person, role, now)
    current = Membership.objects.filter(group=group, person=person).first()
    if role not in {None, current.role if current else Role.CONTRIBUTOR}:
        raise PermissionDenied(_("Only a gardener of the group gives roles."))
    if current:
        return Outcome.MEMBER
    if person.pk == viewer.pk:
        return _by_oneself(viewer, group, now)
    access.check(viewer, "invite", group)
    invite(actor_id=viewer.pk, group=group, person_id=person.pk, now=now)
    return Outcome.INVITED


def _by_gardener(
    viewer: Person, group: Group, person: Person, role: str | None, now: datetime
) -> Outcome:
    # From above they may not have read it: the members are to see that somebody came in by right.
    from_above = person.pk == viewer.pk and not access.can(viewer, "read", group)
    let_in(
        actor_id=viewer.pk,
        group=group,
        person_id=person.pk,
        role=role,
        note="came_as_gardener" if from_above else "",
        now=now,
    )
    return Outcome.MEMBER


def _by_oneself(viewer: Person, group: Group, now: datetime) -> Outcome:
    petition = Petition.objects.filter(group=group, person_id=viewer.pk).first()
    invited = petition is not None and petition.invited_by_id is not None
    readable = group.visibility == Visibility.OPEN and access.can(viewer, "read", group)
    if invited or readable:
        let_in(actor_id=viewer.pk, group=group, person_id=viewer.pk, now=now)
        return Outcome.MEMBER
    ask_to_join(group=group, person_id=viewer.pk, now=now)
    return Outcome.ASKED
