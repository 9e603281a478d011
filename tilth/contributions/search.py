"""What can be found of contributions and replies, and how they are shown when they are found."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Model, QuerySet

from tilth import access
from tilth.contributions.events import (
    ContributionChanged,
    ContributionMerged,
    ContributionsBroughtIn,
    ReplyChanged,
)
from tilth.contributions.kinds import Kind, kinds
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.models.contribution import name_of, url_of
from tilth.core.text import plain_text, read
from tilth.core.web import Viewer
from tilth.events.outbox import on
from tilth.groups.models import Group
from tilth.search.document import Document
from tilth.search.rebuild import indexes, reindex
from tilth.search.results import Result, shows

ABOVE = ("kind", "title", "body")
"""What a result says of the contribution: its kind, and what it is called by."""


def findable() -> QuerySet[Contribution]:
    """What was merged is found by its own words too: both addresses stay alive."""
    return Contribution.objects.filter(withdrawn_at=None)


def findable_replies() -> QuerySet[Reply]:
    return Reply.objects.filter(withdrawn_at=None, contribution__withdrawn_at=None)


@indexes("contribution", everything=findable)
def documents_of_contributions(ids: Sequence[int]) -> Iterable[Document]:
    for kind in kinds.values():
        rows = kind.model._default_manager.filter(pk__in=ids, withdrawn_at=None)
        for row in with_groups_held(rows):
            yield Document(
                type="contribution",
                object_id=row.pk,
                kind=kind.name,
                contribution_id=row.pk,
                at=row.created_at,
                title=row.title,
                body="\n".join([plain(row, kind), *row.tags]),
                group_id=row.group_id,
                audience_id=row.audience_id,
            )


def plain(row: Contribution, kind: Kind) -> str:
    texts = [row.body, *(getattr(row, name) for name in kind.rendered)]
    return "\n".join(read(text).plain() for text in texts if text)


@indexes("reply", everything=findable_replies)
def documents_of_replies(ids: Sequence[int]) -> Iterable[Document]:
    rows = findable_replies().filter(pk__in=ids).select_related("contribution")
    for row in with_groups_held(rows):
        yield Document(
            type="reply",
            object_id=row.pk,
            kind=row.contribution.kind,
            contribution_id=row.contribution_id,
            at=row.created_at,
            title="",
            body=read(row.body).plain(),
            group_id=row.group_id,
            audience_id=row.audience_id,
        )


def with_groups_held[M: Model](rows: QuerySet[M]) -> QuerySet[M]:
    """Their groups first, so that none is closed between the reading of an audience and its
    writing."""
    groups = set(rows.order_by().values_list("group_id", flat=True))
    list(Group.objects.held().filter(pk__in=groups - {None}).order_by("pk").values_list("pk"))
    return rows


@on(ContributionChanged)
def index_contribution(event: ContributionChanged) -> None:
    """Reads the row and the audience as they are now: the event may be minutes old."""
    if isinstance(event, ReplyChanged):
        return  # what stands below it has documents of its own, and its own says nothing of them
    ids = {event.contribution_id}
    if isinstance(event, ContributionMerged):
        ids.add(event.original_id)
    reindex("contribution", ids)
    reindex_replies_of(ids)


@on(ContributionsBroughtIn)
def index_batch(event: ContributionsBroughtIn) -> None:
    reindex("contribution", event.contribution_ids)
    reindex_replies_of(event.contribution_ids)


@on(ReplyChanged)
def index_reply(event: ReplyChanged) -> None:
    reindex("reply", [event.reply_id])


def reindex_replies_of(ids: Collection[int]) -> None:
    """They follow their contribution: into another group, out of sight, into another question."""
    replies = Reply.objects.filter(contribution_id__in=ids).order_by()
    reindex("reply", list(replies.values_list("pk", flat=True)))


@shows("contribution")
def show_contributions(person: Viewer, ids: Collection[int]) -> Mapping[int, Result]:
    found = access.visible(person, findable().filter(pk__in=ids))
    return {
        pk: result_of(title, said, *text, kind=kind, url=url_of(kind, pk))
        for pk, kind, title, said, *text in found.values_list("pk", *ABOVE, "body", "html")
    }


@shows("reply")
def show_replies(person: Viewer, ids: Collection[int]) -> Mapping[int, Result]:
    found = access.visible(person, findable_replies().filter(pk__in=ids))
    above = [f"contribution__{name}" for name in ("pk", *ABOVE)]
    return {
        pk: result_of(title, said, *text, kind=kind, url=f"{url_of(kind, below)}#reply-{pk}")
        for pk, below, kind, title, said, *text in found.values_list("pk", *above, "body", "html")
    }


def result_of(title: str, said: str, body: str, html: str, *, kind: str, url: str) -> Result:
    """Of columns and not of objects, which cost twice as much."""
    return Result(title=name_of(title, said), text=plain_text(body, html), url=url, kind=kind)
