from django.db import transaction
from django.utils.translation import gettext as _

from tilth.contributions.keep import settle, settle_reply
from tilth.contributions.models import Contribution, Reaction, ReactionName, Reply
from tilth.core.errors import Refused


class NotForReplies(Refused):
    """ "Same here" is said of a question, not of an answer."""


@transaction.atomic
def react(thing: Contribution | Reply, *, actor_id: int, name: str) -> None:
    """One tap. Idempotent. Publishes nothing: nobody is told, and nothing new can be found."""
    if isinstance(thing, Reply) and name == ReactionName.SAME_HERE:
        raise NotForReplies(_("“Same here” is for what somebody asks. Say “helpful” of an answer."))
    Reaction.objects.bulk_create(
        [Reaction(person_id=actor_id, name=name, **_target(thing))], ignore_conflicts=True
    )
    _settle(thing)


@transaction.atomic
def take_back(thing: Contribution | Reply, *, actor_id: int, name: str) -> None:
    Reaction.objects.filter(person_id=actor_id, name=name, **_target(thing)).delete()
    _settle(thing)


def _target(thing: Contribution | Reply) -> dict[str, int]:
    if isinstance(thing, Reply):
        return {"reply_id": thing.pk}
    return {"contribution_id": thing.pk}


def _settle(thing: Contribution | Reply) -> None:
    if isinstance(thing, Reply):
        settle_reply(thing)
    else:
        settle(thing.pk)
