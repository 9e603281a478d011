"""What was written elsewhere, as it stood there: with its own times, totals and earlier texts.

Nobody is told and nobody watches. Unless it was written for here, nothing in the text becomes a
mention or a tag. The importer publishes one event for each batch.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from tilth.access.scope import COMPANY
from tilth.contributions.actions.contribute import write_own
from tilth.contributions.events import ContributionsBroughtIn
from tilth.contributions.keep import (
    count_in_group,
    place_tags,
    settle,
    settle_reply,
    tags_named,
)
from tilth.contributions.kinds import Kind
from tilth.contributions.models import Contribution, Reply, TagWiki, Version
from tilth.contributions.words import excerpt, rendered, tag_names
from tilth.core.text import MAX_TITLE, as_stored
from tilth.events.outbox import publish
from tilth.groups.actions import audience_of
from tilth.groups.models import Group


@dataclass(frozen=True)
class Earlier:
    """A text that stood there before."""

    author_id: int
    written_at: datetime
    body: str
    title: str = ""
    tags: Sequence[str] = ()
    own: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Brought:
    """What a contribution and a reply have in common where they come from."""

    author_id: int
    created_at: datetime
    body: str
    score: int
    source: Mapping[str, str] | None
    """None: it was written for here, and whom it mentions is meant."""
    edited_at: datetime | None = None
    edited_by_id: int | None = None

    def write(self, thing: Contribution | Reply) -> None:
        thing.author_id, thing.created_at = self.author_id, self.created_at
        thing.edited_at, thing.edited_by_id = self.edited_at, self.edited_by_id
        thing.body = as_stored(self.body).strip("\n")
        thing.html = rendered(thing.body, author_id=self.author_id if self.is_ours else None)
        thing.base_score = thing.score = self.score
        thing.source = None if self.source is None else dict(self.source)

    @property
    def is_ours(self) -> bool:
        return self.source is None


@transaction.atomic
def bring_in(
    kind: Kind,
    brought: Brought,
    *,
    group: Group | None,
    title: str,
    tags: Iterable[str],
    own: Mapping[str, Any] | None = None,
    earlier: Sequence[Earlier] = (),
    closed_at: datetime | None = None,
    closed_reason: str = "",
    into: Contribution | None = None,
) -> Contribution:
    """A new contribution, or the one `into` brought up to date. To be settled when all that
    belongs to it is there. `own` is what the kind has beyond the spine."""
    thing = into or kind.model(kind=kind.name, group=group)
    brought.write(thing)
    thing.title = title[:MAX_TITLE]
    thing.tags = tag_names(tags, thing.body if brought.is_ours else "")
    write_own(thing, own or {})
    thing.card = {"words": excerpt(thing.body)}
    thing.closed_at, thing.closed_reason = closed_at, closed_reason[:500]
    # Of where it is now: it may have been moved since it came.
    thing.audience_id = audience_of(thing.group_id)
    if into is None:
        thing.active_at = brought.created_at
        thing.save(force_insert=True)
        count_in_group(thing.group_id, 1)
    else:
        thing.save()
        Version.objects.filter(contribution_id=thing.pk).delete()
    place_tags(thing)
    Version.objects.bulk_create(_versions(earlier, contribution_id=thing.pk))
    return thing


@dataclass(frozen=True)
class BroughtReply:
    """An answer, or a comment on `parent_id` or on the contribution itself."""

    brought: Brought
    contribution: Contribution
    parent_id: int | None = None
    is_answer: bool = False
    earlier: Sequence[Earlier] = ()
    into: Reply | None = None
    """The one that is brought up to date."""


@transaction.atomic
def bring_in_replies(batch: Sequence[BroughtReply]) -> list[Reply]:
    """In the order of the batch. Their contributions are to be settled afterwards."""
    audiences = {
        group_id: audience_of(group_id)
        for group_id in sorted({each.contribution.group_id or 0 for each in batch} - {0})
    }
    replies = []
    for each in batch:
        reply = each.into or Reply(
            contribution=each.contribution,
            group_id=each.contribution.group_id,
            parent_id=each.parent_id,
            is_answer=each.is_answer,
        )
        reply.audience_id = audiences.get(each.contribution.group_id or 0, COMPANY)
        each.brought.write(reply)
        replies.append(reply)
    new = [reply for each, reply in zip(batch, replies, strict=True) if each.into is None]
    Reply.objects.bulk_create(new)
    for each, reply in zip(batch, replies, strict=True):
        if each.into is not None:
            reply.save()
            settle_reply(reply)
            Version.objects.filter(reply_id=reply.pk).delete()
    Version.objects.bulk_create(
        [
            version
            for each, reply in zip(batch, replies, strict=True)
            for version in _versions(each.earlier, reply_id=reply.pk)
        ]
    )
    return replies


def _versions(earlier: Sequence[Earlier], **target: int) -> list[Version]:
    return [
        Version(
            number=number,
            author_id=each.author_id,
            written_at=each.written_at,
            title=each.title[:MAX_TITLE],
            body=as_stored(each.body),
            tags=list(each.tags),
            own=dict(each.own),
            **target,
        )
        for number, each in enumerate(earlier, 1)
    ]


@transaction.atomic
def explain_tag(name: str, body: str, *, group: Group, source: Mapping[str, str]) -> TagWiki:
    """What a group says a tag means, in place of what it said before."""
    audience_id = audience_of(group.pk)
    (tag,) = tags_named({name})
    body = as_stored(body)
    wiki, _new = TagWiki.objects.update_or_create(
        tag=tag,
        group_id=group.pk,
        defaults={
            "audience_id": audience_id,
            "body": body,
            "html": rendered(body),
            "source": dict(source),
        },
    )
    return wiki


@transaction.atomic
def settle_brought_in(
    active_at: Mapping[int, datetime], *, and_then: Callable[[], object] = int
) -> None:
    """Settle a batch, by id with the time of its last activity, and publish its one event.

    and_then: what commits with it, such as the note that it was done.
    """
    for pk in sorted(active_at):
        settle(pk, active_at=active_at[pk])
    and_then()
    publish(ContributionsBroughtIn(actor_id=0, contribution_ids=sorted(active_at)))
