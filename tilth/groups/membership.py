"""Who is in a group, and how one gets in and out."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.access import forget_scopes
from tilth.core.errors import Refused
from tilth.events.outbox import publish
from tilth.groups.events import MembershipChanged
from tilth.groups.models import Group, GroupNote, JoinLink, Membership, Petition, Role
from tilth.people.models import Standing


class LastGardener(Refused):
    """Who tends the group alone cannot go while others are in it."""


@transaction.atomic
def let_in(
    *,
    actor_id: int,
    group: Group,
    person_id: int,
    role: str | None = None,
    note: str = "",
    now: datetime,
) -> Membership:
    """A member from now on. Idempotent; for a member it changes the role where one is given.

    note: a word of `groups.notes.WORDS` for the group's book, where they come in by a right that
    the members did not give them.
    """
    held = Group.objects.held().get(pk=group.pk)
    member = Membership.objects.filter(group=held, person_id=person_id).first()
    if member is None:
        petition = Petition.objects.filter(group=held, person_id=person_id).first()
        role = role or (petition.role if petition else Role.CONTRIBUTOR)
        member = Membership(group=held, person_id=person_id, role=role, since=now)
        member.save(force_insert=True)
    elif role is None or role == member.role:
        return member
    else:
        if member.role == Role.GARDENER:
            _keep_a_gardener(held, person_id, goes=False)
        member.role = role
        member.save(update_fields=["role"])
    Petition.objects.filter(group=held, person_id=person_id).delete()
    if note:
        GroupNote.objects.create(group=held, actor_id=person_id, what=note, at=now)
    _changed(actor_id, held, person_id)
    return member


@transaction.atomic
def remove(*, actor_id: int, group: Group, person_id: int) -> None:
    """Out at once, with whatever was on the way in. Idempotent.

    Whom somebody else takes out has no way back by a link that went round in the group, whether as
    themselves or as somebody new: it ends, and a gardener makes another.
    """
    held = Group.objects.held().get(pk=group.pk)
    Petition.objects.filter(group=held, person_id=person_id).delete()
    member = Membership.objects.filter(group=held, person_id=person_id).first()
    if member is None:
        return
    if member.role == Role.GARDENER:
        _keep_a_gardener(held, person_id, goes=True)
    member.delete()
    if actor_id != person_id:
        JoinLink.objects.filter(group=held).delete()
    _changed(actor_id, held, person_id)


@transaction.atomic
def ask_to_join(*, group: Group, person_id: int, now: datetime) -> None:
    """Idempotent: asking twice is asking once."""
    Petition.objects.get_or_create(group=group, person_id=person_id, defaults={"made_at": now})


@transaction.atomic
def invite(
    *, actor_id: int, group: Group, person_id: int, role: str | None = None, now: datetime
) -> None:
    """An offer that the person takes up themselves. Somebody who asked already is not let in by it:
    that is a gardener's to say."""
    Petition.objects.get_or_create(
        group=group,
        person_id=person_id,
        defaults={"invited_by_id": actor_id, "role": role or Role.CONTRIBUTOR, "made_at": now},
    )


def _keep_a_gardener(group: Group, person_id: int, *, goes: bool) -> None:
    """Whoever is in the group has somebody who tends it: one who still comes, and is no guest."""
    others = group.memberships.exclude(person_id=person_id)
    tended = others.filter(
        role=Role.GARDENER, person__left_at=None, person__standing=Standing.EMPLOYEE
    )
    if not tended.exists() and (others.exists() or not goes):
        raise LastGardener(
            _("%(group)s would have no gardener. Make somebody else one first.")
            % {"group": group.name}
        )


def _changed(actor_id: int, group: Group, person_id: int) -> None:
    group.member_count = group.memberships.count()
    group.save(update_fields=["member_count"])
    forget_scopes()
    publish(MembershipChanged(actor_id=actor_id, group_id=group.pk, person_id=person_id))
