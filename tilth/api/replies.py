from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Router, Schema, Status

from tilth import access
from tilth.api.contributions import VersionOut, Why, fetched, page_of_texts
from tilth.api.idempotency import idempotent
from tilth.api.paging import CursorText, Limit, Listed, by_time
from tilth.api.shapes import ReplyOut
from tilth.api.typed import Files, Id, Text
from tilth.contributions import actions
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.replies import living
from tilth.contributions.versions import texts_of
from tilth.core.web import Request
from tilth.files.models import File

router = Router(tags=["replies"])


class NewReply(Schema):
    body: Text
    parent: Id | None = None
    is_answer: bool | None = None
    files: Files = []


class ReplyChange(Schema):
    body: Text


def joined(rows: QuerySet[Reply]) -> QuerySet[Reply]:
    return rows.select_related("author", "acceptance")


def shown(request: Request, contribution: Contribution, replies: list[Reply]) -> list[ReplyOut]:
    files: dict[int, list[File]] = {}
    ids = [reply.pk for reply in replies]
    for file in File.objects.filter(thing_type="reply", thing_id__in=ids, withheld=False):
        files.setdefault(file.thing_id or 0, []).append(file)
    for reply in replies:
        reply.contribution = contribution
    return [ReplyOut.of(request, reply, files.get(reply.pk, [])) for reply in replies]


def fetched_reply(request: Request, verb: str, pk: int) -> Reply:
    """With its contribution, which has to be visible itself."""
    rows = Reply.objects.select_related("author", "acceptance", "contribution__group")
    reply = access.fetch(request.user, verb, rows, pk=pk)
    fetched(request, "view", reply.contribution_id)
    return reply


def one(request: Request, pk: int) -> ReplyOut:
    reply = fetched_reply(request, "view", pk)
    return shown(request, reply.contribution, [reply])[0]


@router.get("/contributions/{int:pk}/replies", response=Listed[ReplyOut])
def replies(
    request: Request, pk: Id, cursor: CursorText = None, limit: Limit = 50
) -> Listed[ReplyOut]:
    """Answers and comments, flat and in the order in which they were written."""
    contribution = fetched(request, "view", pk)
    rows = access.visible(request.user, joined(living(contribution)))
    found, following = by_time(
        rows, cursor, limit, at=lambda row: row.created_at, newest_first=False
    )
    return Listed[ReplyOut](items=shown(request, contribution, found), next=following)


@router.post("/contributions/{int:pk}/replies", response={201: ReplyOut})
@idempotent
def reply_to(request: Request, pk: Id, data: NewReply) -> Status[Any]:
    contribution = fetched(request, "reply", pk)
    parent = None
    if data.parent is not None:
        parent = access.fetch(request.user, "view", living(contribution), pk=data.parent)
    answers = contribution.its_kind.has_answers and data.is_answer is not False and parent is None
    if answers:
        access.check(request.user, "answer", contribution)
    reply = actions.reply_to(
        contribution,
        actor_id=request.user.pk,
        body=data.body,
        parent=parent,
        is_answer=data.is_answer,
        files=data.files,
        now=timezone.now(),
    )
    return Status(201, one(request, reply.pk))


@router.get("/replies/{int:pk}", response=ReplyOut)
def reply(request: Request, pk: Id) -> ReplyOut:
    return one(request, pk)


@router.patch("/replies/{int:pk}", response=ReplyOut)
def revise_reply(request: Request, pk: Id, data: ReplyChange) -> ReplyOut:
    reply = fetched_reply(request, "edit", pk)
    actions.revise_reply(reply, actor_id=request.user.pk, body=data.body, now=timezone.now())
    return one(request, pk)


@router.delete("/replies/{int:pk}", response={204: None})
def withdraw_reply(request: Request, pk: Id) -> Status[None]:
    reply = fetched_reply(request, "withdraw", pk)
    actions.withdraw_reply(reply, actor_id=request.user.pk, now=timezone.now())
    return Status(204, None)


@router.get("/replies/{int:pk}/versions", response=Listed[VersionOut])
def reply_versions(
    request: Request, pk: Id, cursor: CursorText = None, limit: Limit = 50
) -> Listed[VersionOut]:
    reply = fetched_reply(request, "see_versions", pk)
    return page_of_texts(texts_of(reply), cursor, limit)


@router.put("/replies/{int:pk}/outdated", response=ReplyOut)
def mark_reply_outdated(request: Request, pk: Id, data: Why) -> ReplyOut:
    reply = fetched_reply(request, "mark_outdated", pk)
    actions.mark_outdated(reply, actor_id=request.user.pk, reason=data.reason, now=timezone.now())
    return one(request, pk)


@router.delete("/replies/{int:pk}/outdated", response={204: None})
def mark_reply_current(request: Request, pk: Id) -> Status[None]:
    actions.mark_current(fetched_reply(request, "mark_outdated", pk), actor_id=request.user.pk)
    return Status(204, None)
