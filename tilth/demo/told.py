"""Who was told of what happened in the last days, and what of it they have read."""

from collections import defaultdict
from datetime import datetime, timedelta

from tilth.contributions.events import Replied
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.notices import tell, tell_of_reply
from tilth.contributions.words import mentioned
from tilth.notifications.models import Notification, Reason
from tilth.questions.events import AnswerAccepted
from tilth.questions.models import AcceptedAnswer
from tilth.questions.notices import tell_the_author

UNREAD_OF = 3  # one of so many notices is not read yet, the newest ones
MOST_UNREAD = 6
HOURS_TO_READ = 5


def of_contribution(contribution: Contribution) -> None:
    tell(contribution, dict.fromkeys(mentioned(contribution.body), Reason.MENTION))


def of_reply(reply: Reply) -> None:
    """What the subscriber does when it happens, at the moment when it would have happened: later
    others watch, too."""
    tell_of_reply(
        Replied(actor_id=reply.author_id, contribution_id=reply.contribution_id, reply_id=reply.pk)
    )


def of_acceptance(accepted: AcceptedAnswer) -> None:
    reply = accepted.reply
    tell_the_author(
        AnswerAccepted(
            actor_id=accepted.accepted_by_id,
            contribution_id=reply.contribution_id,
            reply_id=reply.pk,
        )
    )


def read_the_older(now: datetime) -> None:
    """Everybody has read what they were told but for the newest."""
    told: dict[int, list[Notification]] = defaultdict(list)
    for notice in Notification.objects.order_by("-pk"):
        told[notice.recipient_id].append(notice)
    read = [
        notice
        for notices in told.values()
        for notice in notices[min(MOST_UNREAD, -(-len(notices) // UNREAD_OF)) :]
    ]
    for notice in read:
        notice.read_at = min(now, notice.created_at + timedelta(hours=HOURS_TO_READ))
    Notification.objects.bulk_update(read, ["read_at"], batch_size=500)
