"""What the API gives of people, groups, replies and files. Contributions are in `contribution`."""

from datetime import datetime
from typing import Any, Self

from ninja import Schema

from tilth import access
from tilth.contributions.models import Reply
from tilth.contributions.shown import hide_if_withdrawn, verbs
from tilth.core.web import Request
from tilth.files.models import File
from tilth.groups.models import Group
from tilth.people.models import Person


def absolute(request: Request, path: str) -> str:
    return request.build_absolute_uri(path)


class Author(Schema):
    id: int
    name: str

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(id=person.pk, name=person.shown_name)


class PersonOut(Schema):
    id: int
    name: str
    handle: str
    standing: str
    company: str
    left: bool
    url: str

    @classmethod
    def of(cls, request: Request, person: Person) -> Self:
        return cls(
            id=person.pk,
            name=person.shown_name,
            handle=person.shown_handle,
            standing=person.standing,
            company=person.company,
            left=person.left_at is not None,
            url=absolute(request, person.get_absolute_url()),
        )


class Outdated(Schema):
    at: datetime
    reason: str


def outdated(thing: Any) -> Outdated | None:
    if thing.outdated_at is None:
        return None
    return Outdated(at=thing.outdated_at, reason=thing.outdated_reason)


class Source(Schema):
    url: str
    author: str
    licence: str


class FileOut(Schema):
    id: int
    name: str
    type: str
    size: int
    url: str

    @classmethod
    def of(cls, request: Request, file: File) -> Self:
        return cls(
            id=file.pk,
            name=file.name,
            type=file.type,
            size=file.size,
            url=absolute(request, file.get_absolute_url()),
        )


class ReplyOut(Schema):
    id: int
    contribution: int
    author: Author
    body: str
    html: str
    created_at: datetime
    edited_at: datetime | None
    parent: int | None
    is_answer: bool
    accepted: bool
    withdrawn: bool
    score: int
    reactions: dict[str, int]
    outdated: Outdated | None
    files: list[FileOut]
    source: Source | None
    url: str
    can: list[str]

    @classmethod
    def of(cls, request: Request, reply: Reply, files: list[File]) -> Self:
        """`reply` with author, contribution, its group and acceptance joined."""
        hide_if_withdrawn(request.user, reply)
        return cls(
            id=reply.pk,
            contribution=reply.contribution_id,
            author=Author.of(reply.author),
            body=reply.body,
            html=reply.html,
            created_at=reply.created_at,
            edited_at=reply.edited_at,
            parent=reply.parent_id,
            is_answer=reply.is_answer,
            accepted=hasattr(reply, "acceptance"),
            withdrawn=reply.withdrawn_at is not None,
            score=reply.score,
            reactions=reply.reactions,
            outdated=outdated(reply),
            files=[FileOut.of(request, file) for file in files],
            source=Source(**reply.source) if reply.source else None,
            url=absolute(request, reply.get_absolute_url()),
            can=verbs(request.user, reply),
        )


class Counts(Schema):
    members: int | None = None
    contributions: int | None = None


class GroupOut(Schema):
    id: int
    name: str
    kind: str
    visibility: str
    parent: int | None
    purpose: str
    rule: str
    prompt: str
    """`problem`, `thinking`, `help`, or empty: what the company asks."""
    role: str | None
    archived: bool
    url: str
    counts: dict[str, int]
    """Empty for whoever does not read what is in it."""

    @classmethod
    def of(cls, request: Request, group: Group, seen: "GroupsSeen") -> Self:
        readable = access.can(request.user, "read", group)
        inside = readable or access.can(request.user, "garden", group)
        counts = {"members": group.member_count, "contributions": group.contribution_count}
        return cls(
            id=group.pk,
            name=group.name,
            kind=group.kind,
            visibility=group.visibility,
            parent=group.parent_id if group.parent_id in seen.parents else None,
            purpose=group.purpose,
            rule=group.rule if inside else "",
            prompt=group.prompt if inside else "",
            role=seen.roles.get(group.pk),
            archived=group.archived_at is not None,
            url=absolute(request, group.get_absolute_url()),
            counts=counts if readable else {},
        )


class GroupsSeen:
    """What the viewer is in several groups, and which of their parents they know: two queries."""

    def __init__(self, person: Person, groups: list[Group]) -> None:
        known = access.visible(
            person, Group.objects.filter(pk__in={group.parent_id for group in groups})
        )
        self.parents = set(known.values_list("pk", flat=True))
        memberships = person.memberships.filter(group_id__in=[group.pk for group in groups])
        self.roles = dict(memberships.values_list("group_id", "role"))
