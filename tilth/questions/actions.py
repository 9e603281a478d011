"""What is done with a question beyond what is done with any contribution."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.contributions.keep import settle
from tilth.contributions.models import Reply
from tilth.core.errors import Refused
from tilth.events.outbox import publish
from tilth.questions.events import AcceptanceTakenBack, AnswerAccepted
from tilth.questions.models import AcceptedAnswer, Question


class NotAnAnswer(Refused):
    """Only an answer to the question itself can be accepted."""


@transaction.atomic
def accept_answer(*, question: Question, reply: Reply, actor_id: int, now: datetime) -> None:
    """Idempotent: an answer that is accepted stays so, and nobody is told again."""
    if reply.contribution_id != question.pk or not reply.is_answer or reply.withdrawn_at:
        raise NotAnAnswer(_("That is not an answer to this question."))
    _accepted, new = AcceptedAnswer.objects.get_or_create(
        reply=reply, defaults={"accepted_by_id": actor_id, "accepted_at": now}
    )
    if new:
        settle(question.pk)
        publish(AnswerAccepted(actor_id=actor_id, contribution_id=question.pk, reply_id=reply.pk))


@transaction.atomic
def take_back_acceptance(*, question: Question, reply: Reply, actor_id: int) -> None:
    gone, _kinds = AcceptedAnswer.objects.filter(
        reply=reply, reply__contribution_id=question.pk
    ).delete()
    if gone:
        settle(question.pk)
        publish(
            AcceptanceTakenBack(actor_id=actor_id, contribution_id=question.pk, reply_id=reply.pk)
        )
