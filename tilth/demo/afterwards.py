"""What is said of a thread when it stands: reactions, outdated answers, duplicates."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import batched

from tilth.contributions.actions import mark_outdated, merge
from tilth.contributions.actions.bring_in import settle_brought_in
from tilth.contributions.keep import settle_reply
from tilth.contributions.models import Reaction, ReactionName
from tilth.demo.calendar import after
from tilth.demo.company import Company
from tilth.demo.story import Happening, lines_of
from tilth.demo.telling import Telling
from tilth.demo.threads import Thread, names

BATCH = 100  # contributions that are settled and indexed together
DAYS_UNTIL = 24 * 60 * 3  # minutes, at most, until somebody says that it is outdated or a duplicate


def respond(telling: Telling, written: Iterable[Thread]) -> None:
    """Reactions. The totals of contributions come with settling them."""
    rows, replies = [], []
    for thread in written:
        target = {"contribution_id": telling.contributions[thread.name].pk}
        rows += taps(telling, thread.head, target)
        for line in lines_of(thread):
            reply = telling.replies[thread.name, line.number]
            new = taps(telling, line.said.marks, {"reply_id": reply.pk})
            rows += new
            replies += [reply] if new else []
    Reaction.objects.bulk_create(rows, batch_size=500)
    for reply in replies:
        settle_reply(reply)


def taps(telling: Telling, marks: Mapping[str, str], target: Mapping[str, int]) -> list[Reaction]:
    return [
        Reaction(person=telling.people[key], name=name, **target)
        for name in ReactionName.values
        for key in dict.fromkeys(names(marks.get(name, "")))
    ]


def settle_all(telling: Telling) -> None:
    for some in batched(sorted(telling.active_at.items()), BATCH, strict=False):
        settle_brought_in(dict(some))


def judge(telling: Telling, company: Company, happened: Iterable[Happening]) -> None:
    """What no longer holds is marked, what was asked twice is merged, by whoever gardens there."""
    gardeners = {place.key: telling.people[place.founder].pk for place in company.groups}
    for each in happened:
        if each.what == "said" and each.line and "outdated" in each.line.said.marks:
            reply = telling.replies[each.thread.name, each.line.number]
            mark_outdated(
                reply,
                actor_id=gardeners.get(each.thread.group, reply.author_id),
                reason=each.line.said.marks["outdated"],
                now=later(each, telling.now),
            )
        if each.what == "put in" and "duplicate-of" in each.thread.head:
            merge(
                telling.contributions[each.thread.name],
                original=telling.contributions[each.thread.head["duplicate-of"]],
                actor_id=gardeners[each.thread.group],
                now=later(each, telling.now),
            )


def later(happening: Happening, now: datetime) -> datetime:
    return min(now, after(happening.ends, happening.thread.name, most=DAYS_UNTIL))
