"""Contributions of every kind, in and out. The schemas of the kinds are put together from what
each kind says of itself, so that a new kind needs nothing here."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, cast

from ninja import Schema
from pydantic import Field, ValidationError, create_model

from tilth import access
from tilth.api.shapes import Author, FileOut, Outdated, Source, absolute, outdated
from tilth.api.typed import Files, Id, Tags, Text, Title
from tilth.contributions.kinds import Kind, kinds
from tilth.contributions.models import Contribution, Link
from tilth.contributions.shown import hide_if_withdrawn, is_hidden, verbs
from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.files.models import File


class NewContribution(Schema):
    group: Id | None = None
    title: Title = ""
    body: Text = ""
    tags: Tags = []
    files: Files = []


class LinkOut(Schema):
    id: int
    title: str
    url: str


class ContributionOut(Schema):
    id: int
    kind: str
    group: int | None
    author: Author
    title: str
    body: str
    html: str
    tags: list[str]
    created_at: datetime
    edited_at: datetime | None
    active_at: datetime
    state: Literal["open", "answered", "outdated", "duplicate", "closed", "withdrawn"]
    closed_reason: str
    outdated: Outdated | None
    score: int
    reactions: dict[str, int]
    reply_count: int
    duplicate_of: int | None
    links: list[LinkOut]
    files: list[FileOut]
    source: Source | None
    url: str
    can: list[str]


class Reason(Schema):
    type: Literal["group", "person", "tag", "company"]
    id: int | None


def schema_in(kind: Kind) -> type[Schema]:
    named: Any = Literal[kind.name]
    name = f"New{kind.model.__name__}"
    return cast(
        "type[Schema]",
        create_model(name, __base__=(NewContribution, kind.fields), kind=(named, ...)),
    )


def schema_changes() -> type[Schema]:
    """Everything may be left out; a field that another kind has is ignored, like any unknown.

    Two kinds may have a field of the same name: `own_of` asks the one whose it is.
    """
    fields: dict[str, Any] = {
        "group": (Id | None, None),
        "title": (Title | None, None),
        "body": (Text | None, None),
        "tags": (Tags | None, None),
        "files": (Files, []),
    }
    for kind in kinds.values():
        for name, field in kind.fields.model_fields.items():
            typed: Any = field.annotation
            for constraint in field.metadata:
                typed = Annotated[typed, constraint]
            fields[name] = (typed | fields[name][0] if name in fields else typed | None, None)
    return create_model("Changes", __base__=Schema, **fields)


def schema_out(kind: Kind) -> type[Schema]:
    named: Any = Literal[kind.name]
    name = kind.model.__name__
    return cast(
        "type[Schema]",
        create_model(name, __base__=(ContributionOut, kind.fields), kind=(named, ...)),
    )


def schema_in_stream(kind: Kind) -> type[Schema]:
    return create_model(
        f"{kind.model.__name__}InStream", __base__=out[kind.name], reason=(Reason, ...)
    )


def any_of(schemas: Iterable[type[Schema]]) -> Any:
    return Annotated[reduce(or_, schemas), Field(discriminator="kind")]


out = {kind.name: schema_out(kind) for kind in kinds.values()}
in_stream = {kind.name: schema_in_stream(kind) for kind in kinds.values()}
AnyNew = any_of([schema_in(kind) for kind in kinds.values()])
AnyContribution = any_of(out.values())
AnyInStream = any_of(in_stream.values())
Changes = schema_changes()


def own_of(kind: Kind, given: Mapping[str, Any]) -> dict[str, Any]:
    """What of it is the kind's own. Raises Invalid where the kind does not take it."""
    own = {name: given[name] for name in kind.fields.model_fields if given.get(name) is not None}
    try:
        kind.fields.model_validate(own)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise Invalid(wrong["msg"], field=str(wrong["loc"][0])) from None
    return own


class Beside:
    """What belongs to several contributions and lies in other tables: one query each."""

    def __init__(self, request: Request, contributions: list[Contribution]) -> None:
        ids = [each.pk for each in contributions]
        self.files: dict[int, list[File]] = {}
        for file in File.objects.filter(
            thing_type="contribution", thing_id__in=ids, withheld=False
        ).order_by("pk"):
            self.files.setdefault(file.thing_id or 0, []).append(file)
        pointing = list(Link.objects.filter(contribution_id__in=ids).order_by("pk"))
        originals = {each.duplicate_of_id for each in contributions if each.duplicate_of_id}
        targets = access.visible(
            request.user,
            Contribution.objects.filter(
                pk__in={link.target_id for link in pointing} | originals, withdrawn_at=None
            ),
        ).defer("body", "html")
        self.seen = {each.pk: each for each in targets}
        self.links: dict[int, list[LinkOut]] = {}
        for link in pointing:
            if target := self.seen.get(link.target_id):
                url = absolute(request, target.get_absolute_url())
                shown = LinkOut(id=target.pk, title=str(target), url=url)
                self.links.setdefault(link.contribution_id, []).append(shown)
        self.own = own_fields(contributions)


def own_fields(contributions: list[Contribution]) -> dict[int, dict[str, Any]]:
    """The kinds' own fields by id: one query per kind among them, none for those loaded whole."""
    found: dict[int, dict[str, Any]] = {}
    for kind in kinds.values():
        names = list(kind.fields.model_fields)
        mine = [each for each in contributions if each.kind == kind.name]
        whole = [each for each in mine if isinstance(each, kind.model)]
        found.update({each.pk: {name: getattr(each, name) for name in names} for each in whole})
        rest = [each.pk for each in mine if not isinstance(each, kind.model)]
        if rest and names:
            rows = kind.model._default_manager.filter(pk__in=rest).values("pk", *names)
            found.update({row.pop("pk"): row for row in rows})
    return found


def shown(
    request: Request,
    contributions: list[Contribution],
    *,
    reasons: dict[int, Reason] | None = None,
) -> list[Any]:
    """`contributions` with author and group joined."""
    beside = Beside(request, contributions)
    return [_shown(request, each, beside, (reasons or {}).get(each.pk)) for each in contributions]


def _shown(
    request: Request, each: Contribution, beside: Beside, reason: Reason | None
) -> ContributionOut:
    own = beside.own.get(each.pk, {})
    hide_if_withdrawn(request.user, each)
    hidden = is_hidden(request.user, each)
    if hidden:
        own = each.its_kind.fields().model_dump()
    schema: Any = in_stream[each.kind] if reason else out[each.kind]
    values = {
        "id": each.pk,
        "kind": each.kind,
        "group": each.group_id,
        "author": Author.of(each.author),
        "title": each.title,
        "body": each.body,
        "html": each.html,
        "tags": each.tags,
        "created_at": each.created_at,
        "edited_at": each.edited_at,
        "active_at": each.active_at,
        "state": each.state,
        "closed_reason": each.closed_reason,
        "outdated": outdated(each),
        "score": each.score,
        "reactions": each.reactions,
        "reply_count": each.reply_count,
        "duplicate_of": each.duplicate_of_id
        if each.duplicate_of_id in beside.seen and not hidden
        else None,
        "links": [] if hidden else beside.links.get(each.pk, []),
        "files": [FileOut.of(request, file) for file in beside.files.get(each.pk, [])],
        "source": Source(**each.source) if each.source else None,
        "url": absolute(request, each.get_absolute_url()),
        "can": verbs(request.user, each),
        **own,
    }
    if reason:
        values["reason"] = reason
    found: ContributionOut = schema(**values)
    return found
