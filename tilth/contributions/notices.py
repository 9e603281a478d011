from collections.abc import Mapping

from django.db.models import QuerySet

from tilth import access
from tilth.contributions.events import ContributionAdded, ContributionChanged, Replied, ReplyChanged
from tilth.contributions.models import Contribution, Reply, Watch
from tilth.contributions.words import excerpt, mentioned
from tilth.core.web import Viewer
from tilth.events.outbox import on
from tilth.groups.scope import readers
from tilth.notifications.inbox import Line, notify, shows
from tilth.notifications.models import Reason

MAX_QUOTE = 120  # characters of what was said, in a line of the inbox
MAX_WORDS = 600  # of a text, from which they are taken


def tell(thing: Contribution | Reply, reasons: dict[int, Reason]) -> None:
    """Tell those who read it now. Its own author knows."""
    reasons.pop(thing.author_id, None)
    reading = readers(group_id=thing.group_id, audience_id=thing.audience_id, among=set(reasons))
    notify(
        reasons={pk: reason for pk, reason in reasons.items() if pk in reading},
        thing_type="reply" if isinstance(thing, Reply) else "contribution",
        thing_id=thing.pk,
        contribution_id=thing.contribution_id if isinstance(thing, Reply) else thing.pk,
        group_id=thing.group_id,
        audience_id=thing.audience_id,
        now=thing.edited_at or thing.created_at,
    )


@on(ContributionAdded)
@on(ContributionChanged)
def tell_who_is_mentioned(event: ContributionChanged) -> None:
    """Also when it was edited: whoever was told before is not told again."""
    contribution = Contribution.objects.filter(pk=event.contribution_id, withdrawn_at=None).first()
    if contribution is not None and type(event) in {ContributionAdded, ContributionChanged}:
        tell(contribution, dict.fromkeys(mentioned(contribution.body), Reason.MENTION))


@on(Replied)
def tell_of_reply(event: Replied) -> None:
    reply = living_reply(event)
    if reply is None:
        return
    reasons = dict.fromkeys(concerned(reply), Reason.ANSWER if reply.is_answer else Reason.REPLY)
    tell(reply, reasons | dict.fromkeys(mentioned(reply.body), Reason.MENTION))


@on(ReplyChanged)
def tell_who_is_mentioned_in_reply(event: ReplyChanged) -> None:
    reply = living_reply(event)
    if reply is not None and type(event) is ReplyChanged:
        tell(reply, dict.fromkeys(mentioned(reply.body), Reason.MENTION))


def living_reply(event: ReplyChanged) -> Reply | None:
    return Reply.objects.filter(pk=event.reply_id, withdrawn_at=None).first()


def concerned(reply: Reply) -> set[int]:
    """Those who watch the contribution; of a comment also whose words it is on, and who commented
    there before. Nobody who said that they do not want to be told."""
    watches = dict(
        Watch.objects.filter(contribution_id=reply.contribution_id).values_list(
            "person_id", "muted"
        )
    )
    people = set(watches)
    if reply.parent_id is not None:
        beside: QuerySet[Reply] = Reply.objects.filter(parent_id=reply.parent_id)
        people |= set(beside.values_list("author_id", flat=True))
        people |= set(Reply.objects.filter(pk=reply.parent_id).values_list("author_id", flat=True))
    return {pk for pk in people if not watches.get(pk)}


@shows("contribution")
def lines_of_contributions(person: Viewer, ids: list[int]) -> Mapping[int, Line]:
    found = access.visible(person, Contribution.objects.filter(pk__in=ids, withdrawn_at=None))
    return {
        each.pk: line(each, each, each.card.get("words", ""))
        for each in found.select_related("author", "group")
    }


@shows("reply")
def lines_of_replies(person: Viewer, ids: list[int]) -> Mapping[int, Line]:
    found = access.visible(
        person,
        Reply.objects.filter(pk__in=ids, withdrawn_at=None, contribution__withdrawn_at=None),
    )
    return {
        each.pk: line(each, each.contribution, each.body[:MAX_WORDS])
        for each in found.select_related("author", "contribution__group", "contribution__author")
    }


def line(thing: Contribution | Reply, contribution: Contribution, words: str) -> Line:
    return Line(
        title=str(contribution),
        url=thing.get_absolute_url(),
        who=thing.author.shown_name,
        person=thing.author,
        words=excerpt(words, most=MAX_QUOTE),
        about=contribution,
    )
