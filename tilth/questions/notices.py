from tilth.contributions.models import Reply
from tilth.events.outbox import on
from tilth.groups.scope import readers
from tilth.notifications.inbox import notify
from tilth.notifications.models import Reason
from tilth.questions.events import AnswerAccepted


@on(AnswerAccepted)
def tell_the_author(event: AnswerAccepted) -> None:
    """The one of whom the answer is. `tell` leaves out the author of a thing, so not that way."""
    reply = Reply.objects.filter(pk=event.reply_id, withdrawn_at=None).first()
    if reply is None or reply.author_id == event.actor_id:
        return
    reading = readers(
        group_id=reply.group_id, audience_id=reply.audience_id, among={reply.author_id}
    )
    notify(
        reasons=dict.fromkeys(reading, Reason.ACCEPTED),
        thing_type="reply",
        thing_id=reply.pk,
        contribution_id=reply.contribution_id,
        group_id=reply.group_id,
        audience_id=reply.audience_id,
        now=reply.acceptance.accepted_at if hasattr(reply, "acceptance") else reply.created_at,
    )
