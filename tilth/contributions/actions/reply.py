from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.contributions.events import Replied, ReplyChanged
from tilth.contributions.keep import hold, settle
from tilth.contributions.models import Contribution, Reply, Version, Watch
from tilth.contributions.words import note_addresses, rendered
from tilth.core.errors import Invalid, Refused
from tilth.core.typed import checked_text
from tilth.events.outbox import publish
from tilth.files.actions import attach
from tilth.files.models import File
from tilth.groups.actions import audience_of
from tilth.notifications.models import Notification


class WrongParent(Refused):
    """A reply answers a contribution, or a reply below it."""


@transaction.atomic
def reply_to(
    contribution: Contribution,
    *,
    actor_id: int,
    body: str,
    parent: Reply | None = None,
    is_answer: bool | None = None,
    files: Collection[int] = (),
    now: datetime,
) -> Reply:
    """A reply to a reply's reply goes beside it: one level deep is what people can follow.

    is_answer: None leaves it to the kind; a comment on a reply is never one.
    """
    if parent and parent.contribution_id != contribution.pk:
        raise WrongParent(_("The reply you answer belongs to something else."))
    if parent and parent.parent_id:
        parent = parent.parent
    audience = audience_of(contribution.group_id)
    wanted = contribution.its_kind.has_answers if is_answer is None else is_answer
    body = checked_body(body)
    reply = Reply.objects.create(
        contribution_id=contribution.pk,
        group_id=contribution.group_id,
        audience_id=audience,
        parent=parent,
        is_answer=wanted and parent is None and contribution.its_kind.has_answers,
        author_id=actor_id,
        body=body,
        html=rendered(body, author_id=actor_id),
        created_at=now,
    )
    attach(
        file_ids=files,
        owner_id=actor_id,
        thing_type="reply",
        thing_id=reply.pk,
        group_id=reply.group_id,
        audience_id=audience,
    )
    note_addresses("reply", reply.pk, body, is_new=True)
    settle(contribution.pk, active_at=now)
    Watch.objects.get_or_create(contribution_id=contribution.pk, person_id=actor_id)
    publish(Replied(actor_id=actor_id, contribution_id=contribution.pk, reply_id=reply.pk))
    return reply


def checked_body(body: str) -> str:
    body = checked_text(body, field="body")
    if not body.strip():
        raise Invalid(_("There is nothing in it yet. Write something first."), field="body")
    return body


@transaction.atomic
def revise_reply(reply: Reply, *, actor_id: int, body: str, now: datetime) -> Reply:
    """Change the text and keep what stood there. The same text again changes nothing."""
    body = checked_body(body)
    hold(reply.contribution_id)
    fresh = Reply.objects.select_for_update(no_key=True).get(pk=reply.pk)
    if fresh.body == body:
        return fresh
    Version.objects.create(
        reply=fresh,
        number=fresh.versions.count() + 1,
        author_id=fresh.edited_by_id or fresh.author_id,
        written_at=fresh.edited_at or fresh.created_at,
        body=fresh.body,
    )
    fresh.body, fresh.html = body, rendered(body, author_id=actor_id)
    fresh.edited_at, fresh.edited_by_id = now, actor_id
    fresh.save(update_fields=["body", "html", "edited_at", "edited_by"])
    note_addresses("reply", fresh.pk, body)
    settle(fresh.contribution_id)  # an accepted answer stands on the card
    publish(
        ReplyChanged(actor_id=actor_id, contribution_id=fresh.contribution_id, reply_id=fresh.pk)
    )
    return fresh


@transaction.atomic
def withdraw_reply(reply: Reply, *, actor_id: int, now: datetime) -> None:
    """Nobody reads it any more; comments on it stay. Idempotent."""
    audience_of(reply.group_id)
    contribution_id = reply.contribution_id
    hold(contribution_id)
    changed = Reply.objects.filter(pk=reply.pk, withdrawn_at=None).update(withdrawn_at=now)
    if changed:
        File.objects.filter(thing_type="reply", thing_id=reply.pk).update(withheld=True)
        told = Notification.objects.filter(thing_type="reply", thing_id=reply.pk)
        told.update(withheld=True)
        settle(contribution_id)
        publish(ReplyChanged(actor_id=actor_id, contribution_id=contribution_id, reply_id=reply.pk))
