from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import StringConstraints

from tilth import access
from tilth.api.contribution import (
    AnyContribution,
    AnyInStream,
    AnyNew,
    Changes,
    Reason,
    own_of,
    shown,
)
from tilth.api.idempotency import idempotent
from tilth.api.paging import CursorText, Limit, Listed, by_time, wrong_cursor
from tilth.api.shapes import Author
from tilth.api.typed import NO_NUL, Id
from tilth.contributions import actions
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution
from tilth.contributions.versions import Text, texts_of
from tilth.core.cursor import Cursor
from tilth.core.text import tag_name
from tilth.core.web import Request
from tilth.groups.policies import fetch_place
from tilth.stream.reader import read
from tilth.stream.select import Filters

router = Router(tags=["contributions"])

type KindName = Annotated[str | None, Query(max_length=20, pattern=NO_NUL)]
type TagFilter = Annotated[str | None, Query(max_length=100, pattern=NO_NUL)]
type IdFilter = Annotated[int | None, Query(ge=0, lt=2**63)]


def joined(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return rows.select_related("author", "group")


def fetched(request: Request, verb: str, pk: int) -> Contribution:
    """Of its kind, so that the kind's policy is asked and its own fields are there."""
    spine = access.fetch(request.user, "view", Contribution.objects.all(), pk=pk)
    whole = joined(spine.its_kind.model._default_manager.all())
    return access.fetch(request.user, verb, whole, pk=pk)


def one(request: Request, contribution: Contribution) -> Any:
    return shown(request, [contribution])[0]


@router.get("/stream", response=Listed[AnyInStream], tags=["stream"])
def stream(
    request: Request,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 20,
    order: Literal["active", "newest"] | None = None,
    kind: KindName = None,
    unanswered: bool = False,
) -> Listed[Any]:
    """What comes to one: from one's groups, whom and what one follows, and for everybody."""
    if kind and kind not in kinds:
        return Listed[Any](items=[], next=None)
    try:
        before = Cursor.parse(cursor) if cursor else None
    except ValueError:
        raise wrong_cursor() from None
    page = read(
        request.user,
        order=order or request.user.stream_order,
        before=before,
        filters=Filters(kind=kind or "", unanswered=unanswered),
        limit=limit,
        now=timezone.now(),
    )
    reasons = {
        item.contribution.pk: Reason(type=item.reason.word, id=item.source_id)
        for item in page.items
    }
    items = shown(request, [item.contribution for item in page.items], reasons=reasons)
    return Listed[Any](items=items, next=str(page.next) if page.next else None)


@router.get("/contributions", response=Listed[AnyContribution])
def contributions(
    request: Request,
    cursor: CursorText = None,
    limit: Limit = 50,
    group: IdFilter = None,
    kind: KindName = None,
    tag: TagFilter = None,
    author: IdFilter = None,
) -> Listed[Any]:
    """What one may read, the newest first. A filter for something that one may not see finds
    as much as one for something that does not exist."""
    wanted: dict[str, Any] = {"group_id": group, "kind": kind, "author_id": author}
    if tag is not None:
        wanted["taggings__tag__name"] = tag_name(tag)
    rows = access.visible(request.user, Contribution.objects.filter(listed=True)).filter(
        **{name: value for name, value in wanted.items() if value is not None}
    )
    found, following = by_time(
        joined(rows), cursor, limit, at=lambda row: row.created_at, newest_first=True
    )
    return Listed[Any](items=shown(request, found), next=following)


@router.post("/contributions", response={201: AnyContribution})
@idempotent
def contribute(request: Request, data: AnyNew) -> Status[Any]:
    given: Any = data
    kind = kinds[given.kind]
    contribution = actions.contribute(
        kind,
        actor_id=request.user.pk,
        group=fetch_place(request.user, given.group),
        title=given.title,
        body=given.body,
        tags=given.tags,
        files=given.files,
        own={name: getattr(given, name) for name in kind.fields.model_fields},
        now=timezone.now(),
    )
    return Status(201, one(request, contribution))


@router.get("/contributions/{int:pk}", response=AnyContribution)
def contribution(request: Request, pk: Id) -> Any:
    return one(request, fetched(request, "view", pk))


@router.patch("/contributions/{int:pk}", response=AnyContribution)
def revise(request: Request, pk: Id, data: Changes) -> Any:  # type: ignore[valid-type]
    given: dict[str, Any] = data.model_dump(exclude_unset=True)  # type: ignore[attr-defined]
    contribution = fetched(request, "view", pk)
    group_given, group_id = "group" in given, given.pop("group", None)
    own = own_of(contribution.its_kind, given)
    words = {name: given[name] for name in ("title", "body", "tags", "files") if name in given}
    if words or own:
        access.check(request.user, "edit", contribution)
    if group_given and group_id != contribution.group_id:
        access.check(request.user, "move", contribution)
        target = fetch_place(request.user, group_id)
        actions.move(contribution, actor_id=request.user.pk, group=target)
    if words or own:
        actions.revise(contribution, actor_id=request.user.pk, own=own, now=timezone.now(), **words)
    return one(request, fetched(request, "view", pk))


@router.delete("/contributions/{int:pk}", response={204: None})
def withdraw(request: Request, pk: Id) -> Status[None]:
    contribution = fetched(request, "withdraw", pk)
    actions.withdraw(contribution, actor_id=request.user.pk, now=timezone.now())
    return Status(204, None)


class VersionOut(Schema):
    number: int
    author: Author
    written_at: datetime
    title: str
    body: str
    tags: list[str]
    own: dict[str, Any]

    @classmethod
    def of(cls, text: Text) -> "VersionOut":
        return cls(
            number=text.number,
            author=Author.of(text.author),
            written_at=text.written_at,
            title=text.title,
            body=text.body,
            tags=text.tags,
            own=text.own,
        )


@router.get("/contributions/{int:pk}/versions", response=Listed[VersionOut])
def versions(
    request: Request, pk: Id, cursor: CursorText = None, limit: Limit = 50
) -> Listed[VersionOut]:
    """Every text there was, the first one first; the last is the one that stands."""
    contribution = fetched(request, "see_versions", pk)
    return page_of_texts(texts_of(contribution), cursor, limit)


def page_of_texts(texts: list[Text], cursor: str | None, limit: int) -> Listed[VersionOut]:
    try:
        after = int(cursor or 0)
    except ValueError:
        raise wrong_cursor() from None
    rest = [text for text in texts if text.number > after]
    following = str(rest[limit - 1].number) if len(rest) > limit else None
    return Listed[VersionOut](items=[VersionOut.of(text) for text in rest[:limit]], next=following)


class Why(Schema):
    reason: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]


@router.put("/contributions/{int:pk}/outdated", response=AnyContribution)
def mark_outdated(request: Request, pk: Id, data: Why) -> Any:
    contribution = fetched(request, "mark_outdated", pk)
    actions.mark_outdated(
        contribution, actor_id=request.user.pk, reason=data.reason, now=timezone.now()
    )
    return one(request, fetched(request, "view", pk))


@router.delete("/contributions/{int:pk}/outdated", response={204: None})
def mark_current(request: Request, pk: Id) -> Status[None]:
    contribution = fetched(request, "mark_outdated", pk)
    actions.mark_current(contribution, actor_id=request.user.pk)
    return Status(204, None)


@router.put("/contributions/{int:pk}/duplicate-of/{int:original}", response=AnyContribution)
def merge(request: Request, pk: Id, original: Id) -> Any:
    """Answers, watchers and totals go to the original. Whoever says so may do so with both."""
    duplicate = fetched(request, "merge", pk)
    into = fetched(request, "view", original)
    actions.merge(duplicate, original=into, actor_id=request.user.pk, now=timezone.now())
    return one(request, fetched(request, "view", pk))


@router.delete("/contributions/{int:pk}/duplicate-of/{int:original}", response={204: None})
def unmerge(request: Request, pk: Id, original: Id) -> Status[None]:
    duplicate = fetched(request, "merge", pk)
    if duplicate.duplicate_of_id != original:
        raise HttpError(404, _("There is nothing here, or nothing for you to see."))
    actions.unmerge(duplicate, actor_id=request.user.pk)
    return Status(204, None)


@router.put("/contributions/{int:pk}/watch", response={204: None})
def watch(request: Request, pk: Id) -> Status[None]:
    """Be told of what happens to it."""
    actions.watch(fetched(request, "view", pk), person_id=request.user.pk)
    return Status(204, None)


@router.delete("/contributions/{int:pk}/watch", response={204: None})
def unwatch(request: Request, pk: Id) -> Status[None]:
    actions.unwatch(fetched(request, "view", pk), person_id=request.user.pk)
    return Status(204, None)
