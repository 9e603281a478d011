from datetime import datetime
from typing import Annotated, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import StringConstraints

from tilth import access
from tilth.api.idempotency import idempotent
from tilth.api.paging import CursorText, Limit, Listed, by_id
from tilth.api.shapes import Author, GroupOut, GroupsSeen
from tilth.api.typed import NO_NUL, Id
from tilth.core.web import Request
from tilth.groups import actions, membership
from tilth.groups.entrance import Outcome, enter
from tilth.groups.founding import may_found
from tilth.groups.models import MAX_NAME, MAX_PURPOSE, MAX_RULE, Group, Membership, Petition
from tilth.people.models import Person

router = Router(tags=["groups"])

type Name = Annotated[str, StringConstraints(max_length=MAX_NAME, pattern=NO_NUL)]
type Purpose = Annotated[str, StringConstraints(max_length=MAX_PURPOSE, pattern=NO_NUL)]
type Rule = Annotated[str, StringConstraints(max_length=MAX_RULE, pattern=NO_NUL)]
type KindOfGroup = Literal["team", "community", "project", "newcomers", "course_run"]
type Visible = Literal["open", "closed", "hidden"]
type PromptName = Literal["", "problem", "thinking", "help"]
"""What the composer asks there; empty is what the company asks."""
type RoleName = Literal["reader", "contributor", "gardener"]


class NewGroup(Schema):
    name: Name
    kind: KindOfGroup = "team"
    visibility: Visible = "open"
    parent: Id | None = None
    purpose: Purpose = ""
    rule: Rule = ""
    prompt: PromptName = ""


class GroupChanges(Schema):
    name: Name | None = None
    kind: KindOfGroup | None = None
    visibility: Visible | None = None
    parent: Id | None = None
    purpose: Purpose | None = None
    rule: Rule | None = None
    prompt: PromptName | None = None
    archived: bool | None = None


class MemberOut(Schema):
    person: Author
    role: str
    since: datetime


class PetitionOut(Schema):
    person: Author
    invited_by: Author | None
    made_at: datetime


class RoleIn(Schema):
    role: RoleName | None = None


class Entrance(Schema):
    """What became of it: `member`, `asked` or `invited`."""

    status: str
    role: str | None


def one(request: Request, group: Group) -> GroupOut:
    return GroupOut.of(request, group, GroupsSeen(request.user, [group]))


@router.get("", response=Listed[GroupOut])
def groups(request: Request, cursor: CursorText = None, limit: Limit = 50) -> Listed[GroupOut]:
    """The groups one knows of."""
    known = access.visible(request.user, Group.objects.all())
    rows, following = by_id(known, cursor, limit)
    seen = GroupsSeen(request.user, rows)
    return Listed[GroupOut](
        items=[GroupOut.of(request, group, seen) for group in rows], next=following
    )


@router.post("", response={201: GroupOut})
@idempotent
def found_group(request: Request, data: NewGroup) -> Status[GroupOut]:
    parent = may_found(request.user, data.parent)
    group = actions.create_group(
        actor_id=request.user.pk,
        name=data.name,
        kind=data.kind,
        purpose=data.purpose,
        rule=data.rule,
        prompt=data.prompt,
        visibility=data.visibility,
        parent=parent,
        now=timezone.now(),
    )
    return Status(201, one(request, group))


@router.get("/{int:pk}", response=GroupOut)
def group(request: Request, pk: Id) -> GroupOut:
    return one(request, access.fetch(request.user, "view", Group.objects.all(), pk=pk))


@router.patch("/{int:pk}", response=GroupOut)
def change_group(request: Request, pk: Id, data: GroupChanges) -> GroupOut:
    group = access.fetch(request.user, "garden", Group.objects.all(), pk=pk)
    given = data.model_dump(exclude_unset=True)
    # A parent that one does not know is shown as none, and none given back is no change.
    shown = one(request, group).parent
    moved = "parent" in given and data.parent != shown
    new_parent = target(request, group, data.parent) if moved else group.parent
    actions.change_group(
        actor_id=request.user.pk,
        group=group,
        name=group.name if data.name is None else data.name,
        kind=data.kind or group.kind,
        purpose=group.purpose if data.purpose is None else data.purpose,
        rule=group.rule if data.rule is None else data.rule,
        prompt=group.prompt if data.prompt is None else data.prompt,
        visibility=data.visibility or group.visibility,
        parent=new_parent,
        archived=data.archived,
        now=timezone.now(),
    )
    return one(request, group)


def target(request: Request, group: Group, parent_id: int | None) -> Group | None:
    """Where a group is to be moved. Who moves it there gardens both."""
    if parent_id is None:
        if access.scope(request.user).audiences or group.parent_id is None:
            return None
        raise PermissionDenied(_("Guests move no groups."))
    return access.fetch(request.user, "garden", Group.objects.all(), pk=parent_id)


@router.get("/{int:pk}/members", response=Listed[MemberOut])
def members(
    request: Request, pk: Id, cursor: CursorText = None, limit: Limit = 50
) -> Listed[MemberOut]:
    """For whoever reads the group. Others see its gardeners."""
    group = access.fetch(request.user, "view", Group.objects.all(), pk=pk)
    rows: QuerySet[Membership] = group.memberships.select_related("person")
    if not access.can(request.user, "see_members", group):
        rows = rows.filter(role="gardener")
    found, following = by_id(rows, cursor, limit)
    items = [
        MemberOut(person=Author.of(each.person), role=each.role, since=each.since) for each in found
    ]
    return Listed[MemberOut](items=items, next=following)


@router.get("/{int:pk}/requests", response=Listed[PetitionOut])
def requests(
    request: Request, pk: Id, cursor: CursorText = None, limit: Limit = 50
) -> Listed[PetitionOut]:
    """Who asked to be let in, and who was invited and has not said yes. For gardeners."""
    group = access.fetch(request.user, "garden", Group.objects.all(), pk=pk)
    rows: QuerySet[Petition] = group.petitions.select_related("person", "invited_by")
    found, following = by_id(rows, cursor, limit)
    items = [
        PetitionOut(
            person=Author.of(each.person),
            invited_by=Author.of(each.invited_by) if each.invited_by else None,
            made_at=each.made_at,
        )
        for each in found
    ]
    return Listed[PetitionOut](items=items, next=following)


@router.put("/{int:pk}/members/{person}", response={200: Entrance, 202: Entrance})
@idempotent
def put_member(
    request: Request, pk: Id, person: str, data: RoleIn | None = None
) -> Status[Entrance]:
    """Oneself (`me`): a member at once in an open group, a request in a closed one, a yes to an
    invitation. Another: a gardener lets in or changes the role, a member invites."""
    group = access.fetch(request.user, "view", Group.objects.all(), pk=pk)
    whom = person_named(request, person)
    outcome = enter(request.user, group, whom, data.role if data else None, timezone.now())
    membership = Membership.objects.filter(group=group, person=whom).first()
    answer = Entrance(status=outcome.value, role=membership.role if membership else None)
    return Status(200 if outcome is Outcome.MEMBER else 202, answer)


@router.delete("/{int:pk}/members/{person}", response={204: None})
def delete_member(request: Request, pk: Id, person: str) -> Status[None]:
    """Oneself: leave, or take back a request, or decline an invitation. Another: for gardeners."""
    group = access.fetch(request.user, "view", Group.objects.all(), pk=pk)
    whom = person_named(request, person)
    if whom.pk != request.user.pk:
        access.check(request.user, "garden", group)
    membership.remove(actor_id=request.user.pk, group=group, person_id=whom.pk)
    return Status(204, None)


def person_named(request: Request, text: str) -> Person:
    if text == "me":
        found: Person = request.user
        return found
    if not text.isascii() or not text.isdigit() or int(text) >= 2**63:
        raise Http404
    return access.fetch(request.user, "view", Person.objects.all(), pk=int(text))
