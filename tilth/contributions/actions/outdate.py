from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.contributions.events import ContributionChanged, ReplyChanged
from tilth.contributions.keep import settle
from tilth.contributions.models import Contribution, Reply
from tilth.core.typed import checked_line
from tilth.events.outbox import publish

MAX_REASON = 500


@transaction.atomic
def mark_outdated(
    thing: Contribution | Reply, *, actor_id: int, reason: str, now: datetime
) -> None:
    """It was right once. The reason says what is right now; it stays readable below that."""
    missing = _("Say in a line why it no longer holds, so that readers know what does.")
    thing.outdated_reason = checked_line(reason, field="reason", most=MAX_REASON, missing=missing)
    thing.outdated_at, thing.outdated_by_id = now, actor_id
    _save(thing, actor_id)


@transaction.atomic
def mark_current(thing: Contribution | Reply, *, actor_id: int) -> None:
    thing.outdated_at, thing.outdated_by_id, thing.outdated_reason = None, None, ""
    _save(thing, actor_id)


def _save(thing: Contribution | Reply, actor_id: int) -> None:
    thing.save(update_fields=["outdated_at", "outdated_by", "outdated_reason"])
    if isinstance(thing, Reply):
        publish(
            ReplyChanged(
                actor_id=actor_id, contribution_id=thing.contribution_id, reply_id=thing.pk
            )
        )
    else:
        settle(thing.pk)
        publish(ContributionChanged(actor_id=actor_id, contribution_id=thing.pk))
