from datetime import datetime

from django.db import transaction

from tilth.contributions.events import ContributionChanged
from tilth.contributions.keep import settle
from tilth.contributions.models import Contribution
from tilth.events.outbox import publish
from tilth.files.models import File
from tilth.groups.actions import audience_of
from tilth.notifications.models import Notification


@transaction.atomic
def withdraw(contribution: Contribution, *, actor_id: int, now: datetime) -> None:
    """Nobody but its author reads it any more. What others wrote below it stays. Idempotent."""
    _set(contribution, actor_id, now)


@transaction.atomic
def bring_back(contribution: Contribution, *, actor_id: int) -> None:
    _set(contribution, actor_id, None)


def _set(contribution: Contribution, actor_id: int, withdrawn_at: datetime | None) -> None:
    audience_of(contribution.group_id)  # first the group, then what is in it: one order of locks
    held = Contribution.objects.select_for_update(no_key=True).get(pk=contribution.pk)
    if (held.withdrawn_at is None) == (withdrawn_at is None):
        return
    held.withdrawn_at = withdrawn_at
    held.save(update_fields=["withdrawn_at"])
    File.objects.filter(thing_type="contribution", thing_id=held.pk).update(
        withheld=withdrawn_at is not None
    )
    told = Notification.objects.filter(contribution_id=held.pk)
    told.update(withheld=withdrawn_at is not None)
    # What was withdrawn below it stays so.
    gone = list(held.replies.exclude(withdrawn_at=None).values_list("pk", flat=True))
    told.filter(thing_type="reply", thing_id__in=gone).update(withheld=True)
    settle(held.pk)
    publish(ContributionChanged(actor_id=actor_id, contribution_id=held.pk))
