"""The rows of a thousand contributions, with all that hangs on them. No database is asked."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from tilth.contributions.models import Contribution, Reply
from tilth.demo.synthetic.chance import Skewed, chance
from tilth.demo.synthetic.places import Ground
from tilth.demo.synthetic.size import Size
from tilth.demo.synthetic.texts import NOTHING, Text, Writer
from tilth.demo.synthetic.times import later, time_of
from tilth.groups.models import Group
from tilth.questions.models import AcceptedAnswer
from tilth.search.document import Document
from tilth.updates.models import Sort

BATCH = 1000

QUIET = 100  # of so many contributions one lies in a quiet group
FOR_ALL = 0.08  # lie in no group
QUESTIONS = 0.65
TRIED = 0.4  # of the questions say what was tried
TITLED = 0.8  # of the updates
MANY = 100  # of so many contributions one is a question with MOST_ANSWERS
MOST_ANSWERS = 20
ANSWERS = [0] * 18 + [1] * 42 + [2] * 24 + [3] * 10 + [4] * 4 + [7] * 2
REPLIES = [0] * 60 + [1] * 26 + [2] * 10 + [5] * 4
COMMENTED = 0.25  # of what is written
ACCEPTED = 0.55  # of the questions with answers
OUTDATED, CLOSED, WITHDRAWN = 0.004, 0.003, 0.003
TAGS = [0] * 10 + [1] * 30 + [2] * 35 + [3] * 20 + [4] * 5
HELPFUL = [0] * 60 + [1] * 22 + [2] * 10 + [3] * 5 + [9] * 3
THANKS = [0] * 85 + [1] * 12 + [2] * 3


type Row = tuple[Any, ...]
"""As `rows.COLUMNS` names it: of these there are so many that model objects would take minutes."""


@dataclass
class Rows:
    contributions: list[Contribution] = field(default_factory=list)
    own: dict[str, list[Row]] = field(default_factory=lambda: {"question": [], "update": []})
    """What the kinds have beyond the spine, by kind."""
    replies: list[Reply] = field(default_factory=list)
    accepted: list[AcceptedAnswer] = field(default_factory=list)
    taggings: list[Row] = field(default_factory=list)
    reactions: list[Row] = field(default_factory=list)
    watches: list[Row] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)


@dataclass
class World:
    """What is drawn from."""

    size: Size
    ground: Ground
    employees: list[int]
    tags: list[str]
    writer: Writer

    def __post_init__(self) -> None:
        lively = self.ground.groups[: self.size.groups]
        self.quiet = self.ground.groups[self.size.groups :]
        self.groups = Skewed(lively, 0.9)
        self.people: dict[int, Skewed[int]] = {}
        self.topics = Skewed(list(enumerate(self.tags, 1)), 0.9)

    def where(self, number: int, random: Random) -> Group | None:
        if self.quiet and number % QUIET == 0:
            return self.quiet[number // QUIET % len(self.quiet)]
        return None if random.random() < FOR_ALL else self.groups.draw(random)

    def who(self, group: Group | None) -> Skewed[int]:
        """Those who write there, the most talkative first."""
        key = group.pk if group else 0
        if key not in self.people:
            writers = list(self.ground.writers(group) if group else self.employees)
            chance(self.size.seed, "voices", key).shuffle(writers)
            self.people[key] = Skewed(writers, 0.7)
        return self.people[key]


def batch(world: World, number: int, first_reply: int) -> Rows:
    """Contributions `number * BATCH` and on; their replies have the ids from `first_reply` on."""
    rows = Rows()
    random = chance(world.size.seed, "batch", number)
    end = min((number + 1) * BATCH, world.size.contributions)
    for at in range(number * BATCH, end):
        One(world, rows, random, first_reply).write(at)
    return rows


class One:
    """One contribution being made."""

    def __init__(self, world: World, rows: Rows, random: Random, first_reply: int) -> None:
        self.world, self.rows, self.random = world, rows, random
        self.first_reply = first_reply
        self.answers: list[tuple[Reply, Text]] = []
        self.watching: dict[int, None] = {}

    def write(self, number: int) -> None:
        random, world = self.random, self.world
        self.group = world.where(number, random)
        self.voices = world.who(self.group)
        self.created_at = self.active_at = time_of(number, world.size.contributions)
        many_answers = number % MANY == MANY // 2
        is_question = many_answers or random.random() < QUESTIONS
        has_title = is_question or random.random() < TITLED
        self.text = world.writer.text(random)
        self.thing = thing = Contribution(
            pk=number + 1,
            kind="question" if is_question else "update",
            author_id=self.voices.draw(random),
            title=world.writer.title(random, is_question=is_question)[:200] if has_title else "",
            body=self.text.body,
            html=self.text.html,
            created_at=self.created_at,
            card={"words": self.text.excerpt},
            **self.place,
        )
        self.watching[thing.author_id] = None
        chosen = {world.topics.draw(random) for _ in range(random.choice(TAGS))}
        thing.tags = sorted(name for _pk, name in chosen)
        self.converse(is_question=is_question, many_answers=many_answers)
        thing.reply_count = len(self.replies)
        self.fate()
        own = self.question() if is_question else self.update()
        thing.active_at = self.active_at
        names = ("same-here", "helpful", "thanks") if is_question else ("helpful", "thanks")
        thing.reactions, thing.score = self.react(names, contribution_id=thing.pk)
        self.keep(sorted(pk for pk, _name in chosen), own)

    @property
    def place(self) -> dict[str, Any]:
        group = self.group
        return {
            "group_id": group.pk if group else None,
            "audience_id": group.audience_id if group else 0,
        }

    def converse(self, *, is_question: bool, many_answers: bool) -> None:
        random = self.random
        self.replies: list[tuple[Reply, Text]] = []
        if is_question:
            count = MOST_ANSWERS if many_answers else random.choice(ANSWERS)
        else:
            count = random.choice(REPLIES)
        for _ in range(count):
            reply = self.reply(is_answer=is_question)
            if is_question:
                self.answers.append(reply)
            if random.random() < COMMENTED:
                self.reply(below=reply[0])
        if random.random() < COMMENTED:
            self.reply()

    def reply(self, *, is_answer: bool = False, below: Reply | None = None) -> tuple[Reply, Text]:
        random, writer = self.random, self.world.writer
        text = writer.text(random, 2) if is_answer else writer.remark(random)
        created_at = later(below.created_at if below else self.created_at, random)
        reply = Reply(
            pk=self.first_reply + len(self.rows.replies),
            contribution_id=self.thing.pk,
            parent_id=below.pk if below else None,
            is_answer=is_answer,
            author_id=self.voices.draw(random),
            body=text.body,
            html=text.html,
            created_at=created_at,
            **self.place,
        )
        self.active_at = max(self.active_at, created_at)
        self.watching[reply.author_id] = None
        self.rows.replies.append(reply)
        self.replies.append((reply, text))
        reply.reactions, reply.score = self.react(("helpful", "thanks"), reply_id=reply.pk)
        return reply, text

    def react(self, names: tuple[str, ...], **target: int) -> tuple[dict[str, int], int]:
        counted = {}
        for name in names:
            wanted = self.random.choice(THANKS if name == "thanks" else HELPFUL)
            people = {self.voices.draw(self.random) for _ in range(wanted)}
            self.rows.reactions += [
                (target.get("contribution_id"), target.get("reply_id"), pk, name)
                for pk in sorted(people)
            ]
            if people:
                counted[name] = len(people)
        return counted, counted.get("helpful", 0)

    def fate(self) -> None:
        """What became of it, in the order in which `contributions.keep` asks for it."""
        thing, when = self.thing, later(self.active_at, self.random)
        drawn = self.random.random()
        if drawn < WITHDRAWN:
            thing.withdrawn_at, thing.state, thing.listed = when, "withdrawn", False
        elif (drawn := drawn - WITHDRAWN) < CLOSED:
            thing.closed_at, thing.closed_reason = when, "It was about something else."
            thing.state = "closed"
        elif drawn - CLOSED < OUTDATED:
            thing.outdated_at, thing.outdated_by_id = when, thing.author_id
            thing.outdated_reason, thing.state = "The machine is gone.", "outdated"

    def question(self) -> tuple[str, ...]:
        random, thing = self.random, self.thing
        tried = self.world.writer.remark(random) if random.random() < TRIED else NOTHING
        self.text = Text("", "", "\n".join(filter(None, (self.text.plain, tried.plain))))
        solutions = {}
        if self.answers and random.random() < ACCEPTED:
            reply, text = random.choice(self.answers)
            solutions = {"solution": text.excerpt}
            self.rows.accepted.append(
                AcceptedAnswer(
                    reply_id=reply.pk,
                    accepted_by_id=thing.author_id,
                    accepted_at=later(reply.created_at, random),
                )
            )
            thing.state = "answered" if thing.state == "open" else thing.state
        thing.awaits = thing.state == "open" and not self.answers
        thing.card |= {"answers": len(self.answers), "accepted": len(solutions), **solutions}
        return tried.body, tried.html

    def update(self) -> tuple[str, ...]:
        sort = self.random.choice(Sort.values)
        self.thing.card |= {"sort": sort}
        return (sort,)

    def keep(self, tag_ids: list[int], own: tuple[str, ...]) -> None:
        thing, rows = self.thing, self.rows
        rows.contributions.append(thing)
        rows.own[thing.kind].append((thing.pk, *own))
        rows.watches += [(thing.pk, pk, False) for pk in self.watching]
        if not thing.listed:
            return
        times, place = (thing.active_at, thing.created_at), tuple(self.place.values())
        rows.taggings += [(pk, thing.pk, *times, *place) for pk in tag_ids]
        body = "\n".join([self.text.plain, *thing.tags])
        rows.documents.append(self.document("contribution", thing, thing.title, body))
        rows.documents += [
            self.document("reply", reply, "", text.plain) for reply, text in self.replies
        ]

    def document(
        self,
        type: str,  # noqa: A002  (the field's name)
        written: Contribution | Reply,
        title: str,
        body: str,
    ) -> Document:
        at: datetime = written.created_at
        return Document(
            type=type,
            object_id=written.pk,
            kind=self.thing.kind,
            contribution_id=self.thing.pk,
            at=at,
            title=title,
            body=body,
            **self.place,
        )
