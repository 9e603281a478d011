"""Everything that changes the tree. Who is in a group is changed in `groups.membership`."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.access import forget_scopes
from tilth.access.scope import COMPANY
from tilth.core.errors import Refused
from tilth.core.typed import checked_line, checked_text
from tilth.events.outbox import publish
from tilth.groups.events import GroupChanged, GroupPlaced
from tilth.groups.models import (
    MAX_NAME,
    MAX_PURPOSE,
    MAX_RULE,
    Group,
    Membership,
    Role,
    Visibility,
)
from tilth.groups.tree import DERIVED, place, place_subtree


class WouldCircle(Refused):
    """A group cannot be moved below itself."""


def audience_of(group_id: int | None) -> int:
    """The audience of what is put into a group, which is held still until the transaction ends.

    Otherwise the group could be closed between this reading of the audience and its writing.
    """
    if group_id is None:
        return COMPANY
    return Group.objects.held().get(pk=group_id).audience_id


@transaction.atomic
def create_group(
    *,
    actor_id: int | None,
    name: str,
    kind: str = "team",
    purpose: str = "",
    rule: str = "",
    prompt: str = "",
    visibility: str = Visibility.OPEN,
    parent: Group | None = None,
    now: datetime,
) -> Group:
    """A new group with its founder as gardener. Without an actor nobody is in it: an import."""
    above = Group.objects.held().get(pk=parent.pk) if parent else None
    group = Group(kind=kind, visibility=visibility, parent=above, created_at=now, prompt=prompt)
    _describe(group, name=name, purpose=purpose, rule=rule)
    group.save(force_insert=True)
    place(group, above)
    if actor_id is not None:
        Membership.objects.create(group=group, person_id=actor_id, role=Role.GARDENER, since=now)
        group.member_count = 1
        forget_scopes()
    group.save(update_fields=[*DERIVED, "member_count"])
    publish(GroupPlaced(actor_id=actor_id or 0, group_id=group.pk))
    return group


@transaction.atomic
def change_group(
    *,
    actor_id: int,
    group: Group,
    name: str,
    kind: str,
    purpose: str,
    rule: str,
    prompt: str,
    visibility: str,
    parent: Group | None,
    archived: bool | None = None,
    now: datetime,
) -> None:
    """All that can be said of a group, at once: either everything is changed or nothing."""
    _describe(group, name=name, purpose=purpose, rule=rule)
    group.kind, group.prompt = kind, prompt
    group.save(update_fields=["name", "kind", "purpose", "rule", "prompt"])
    if (parent.pk if parent else None) != group.parent_id or visibility != group.visibility:
        _place_anew(actor_id, group, parent.pk if parent else None, visibility)
    else:
        publish(GroupChanged(actor_id=actor_id, group_id=group.pk))
    if archived is True:
        archive_group(actor_id=actor_id, group=group, now=now)
    elif archived is False:
        reopen_group(actor_id=actor_id, group=group)


def _describe(group: Group, *, name: str, purpose: str, rule: str) -> None:
    group.name = checked_line(name, field="name", most=MAX_NAME, missing=_("A group needs a name."))
    group.purpose = checked_text(purpose, field="purpose", most=MAX_PURPOSE).strip()
    group.rule = checked_line(rule, field="rule", most=MAX_RULE)


@transaction.atomic
def archive_group(*, actor_id: int, group: Group, now: datetime) -> None:
    """Read on, written in no more, suggested nowhere. Idempotent."""
    if group.archived_at is None:
        group.archived_at = now
        group.save(update_fields=["archived_at"])
        publish(GroupChanged(actor_id=actor_id, group_id=group.pk))


@transaction.atomic
def reopen_group(*, actor_id: int, group: Group) -> None:
    if group.archived_at is not None:
        group.archived_at = None
        group.save(update_fields=["archived_at"])
        publish(GroupChanged(actor_id=actor_id, group_id=group.pk))


def move_group(*, actor_id: int, group: Group, parent: Group | None) -> None:
    """Move a group with all below it. Their contents have the new audience at once."""
    _place_anew(actor_id, group, parent.pk if parent else None, group.visibility)


def set_visibility(*, actor_id: int, group: Group, visibility: str) -> None:
    _place_anew(actor_id, group, group.parent_id, visibility)


@transaction.atomic
def _place_anew(actor_id: int, group: Group, parent_id: int | None, visibility: str) -> None:
    # The whole tree is held: trees are small, moves are rare, and two moves at once could circle.
    tree = {each.pk: each for each in Group.objects.held().order_by("pk")}
    fresh, parent = tree[group.pk], tree[parent_id] if parent_id else None
    if parent and parent.path.startswith(fresh.path):
        raise WouldCircle(_("A group cannot be moved below itself."))

    fresh.parent, fresh.visibility = parent, visibility
    fresh.save(update_fields=["parent", "visibility"])
    place_subtree(fresh)
    forget_scopes()
    publish(GroupPlaced(actor_id=actor_id, group_id=group.pk))
    group.refresh_from_db()
