"""What stands below a contribution, put in order for its page."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, Value

from tilth import access
from tilth.contributions.links import Card, cards_below
from tilth.contributions.models import Contribution, Reaction, Reply, Watch
from tilth.contributions.replies import living
from tilth.contributions.shown import hide_if_withdrawn
from tilth.files.models import File
from tilth.files.shown import Shown
from tilth.people.models import Person

WATCHES = "watches"


@dataclass(frozen=True)
class Entry:
    reply: Reply
    comments: list["Entry"]
    files: Shown
    cards: list[Card]
    mine: frozenset[str]
    """Names of the viewer's own reactions."""
    can_edit: bool
    can_mark_outdated: bool

    @property
    def accepted(self) -> bool:
        return hasattr(self.reply, "acceptance")


@dataclass(frozen=True)
class Thread:
    """A fixed number of queries, whatever is in it."""

    answers: list[Entry]
    """Accepted ones first, then what was most helpful, then the oldest."""
    comments: list[Entry]
    """On the contribution itself, the oldest first."""
    mine: frozenset[str]
    """The viewer's reactions to the contribution, and WATCHES."""
    files: Shown
    cards: list[Card]

    @classmethod
    def of(cls, person: Person, contribution: Contribution) -> "Thread":
        rows = living(contribution).select_related("author", "acceptance")
        replies = list(access.visible(person, rows).order_by("created_at", "pk"))
        ids = [reply.pk for reply in replies]
        mine = _reactions(person, contribution, ids)
        files = _files(contribution, ids)
        cards = cards_below(person, contribution.pk, ids)
        below: dict[int | None, list[Reply]] = defaultdict(list)
        for reply in replies:
            reply.contribution = contribution
            below[reply.parent_id].append(hide_if_withdrawn(person, reply))

        def entry(reply: Reply) -> Entry:
            return Entry(
                reply=reply,
                comments=[entry(comment) for comment in below[reply.pk]],
                files=files["reply", reply.pk],
                cards=cards["reply", reply.pk],
                mine=frozenset(mine[reply.pk]),
                can_edit=bool(access.can(person, "edit", reply)),
                can_mark_outdated=bool(access.can(person, "mark_outdated", reply)),
            )

        top = [entry(reply) for reply in below[None]]
        answers = [each for each in top if each.reply.is_answer]
        answers.sort(
            key=lambda each: (not each.accepted, bool(each.reply.outdated_at), -each.reply.score)
        )
        return cls(
            answers=answers,
            comments=[each for each in top if not each.reply.is_answer],
            mine=frozenset(mine[None]),
            files=files["contribution", contribution.pk],
            cards=cards["contribution", contribution.pk],
        )


def _reactions(
    person: Person, contribution: Contribution, reply_ids: list[int]
) -> dict[int | None, set[str]]:
    """The viewer's own, by reply; None stands for the contribution. By the ids of the replies, so
    that it is looked up, where somebody may have thousands of reactions elsewhere."""
    own = Reaction.objects.filter(person_id=person.pk)
    to_it = own.filter(contribution=contribution).values_list("reply_id", "name")
    below = own.filter(reply__in=reply_ids).values_list("reply_id", "name")
    watch = (
        Watch.objects.filter(contribution=contribution, person_id=person.pk, muted=False)
        .annotate(of=Value(None, BigIntegerField()), name=Value(WATCHES, CharField()))
        .values_list("of", "name")
    )
    mine: dict[int | None, set[str]] = defaultdict(set)
    for reply_id, name in to_it.union(below, watch):
        mine[reply_id].add(name)
    return mine


def _files(contribution: Contribution, reply_ids: list[int]) -> dict[tuple[str, int], Shown]:
    own = File.objects.filter(thing_type="contribution", thing_id=contribution.pk)
    theirs = File.objects.filter(thing_type="reply", thing_id__in=reply_ids)
    found: dict[tuple[str, int], Shown] = defaultdict(Shown)
    for file in (own | theirs).filter(withheld=False).order_by("pk"):
        found[file.thing_type, file.thing_id or 0].add(file)
    return found
