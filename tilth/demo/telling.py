"""Puts into Tilth what happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tilth.contributions.actions.bring_in import (
    Brought,
    BroughtReply,
    Earlier,
    bring_in,
    bring_in_replies,
)
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reply, Watch
from tilth.contributions.words import tag_names
from tilth.core.progress import Tell
from tilth.demo import told
from tilth.demo.calendar import after
from tilth.demo.groups import Groups
from tilth.demo.people import People
from tilth.demo.story import Happening, line_of
from tilth.demo.threads import Thread, enclosed, names
from tilth.files.actions import attach, keep
from tilth.questions.models import AcceptedAnswer

TOLD_DAYS = 10
"""For so long back there are notices of what happened."""


@dataclass
class Telling:
    people: People
    groups: Groups
    files: Path
    now: datetime
    contributions: dict[str, Contribution] = field(default_factory=dict)
    """By the names of their threads."""
    replies: dict[tuple[str, int], Reply] = field(default_factory=dict)
    """By thread, and number of the line."""
    active_at: dict[int, datetime] = field(default_factory=dict)
    """When each contribution last had something added, by its id."""
    watching: set[tuple[int, int]] = field(default_factory=set)
    """Contribution and person."""
    unsaved: list[Watch] = field(default_factory=list)

    def tell_all(self, happened: Sequence[Happening], tell: Tell) -> None:
        """What is long ago in bulk, as nobody is told of it any more; the last days as they came
        about, one thing after the other."""
        since = self.now - timedelta(days=TOLD_DAYS)
        old = [each for each in happened if each.at < since]
        for number, happening in enumerate(old, 1):
            if happening.what == "put in":
                self.put_in(happening)
            tell("loading the demonstration company", number, len(happened))
        said = [happening for happening in old if happening.what == "said"]
        self.say(happening for happening in said if not line_of(happening).below)
        self.say(happening for happening in said if line_of(happening).below)
        self.accept(happening for happening in old if happening.what == "accepted")
        self.save_watches()
        for number, happening in enumerate(happened[len(old) :], len(old) + 1):
            self.tell_one(happening)
            tell("loading the demonstration company", number, len(happened))

    def tell_one(self, happening: Happening) -> None:
        if happening.what == "put in":
            told.of_contribution(self.put_in(happening))
        elif happening.what == "said":
            for reply in self.say([happening]):
                told.of_reply(reply)
        else:
            for accepted in self.accept([happening]):
                told.of_acceptance(accepted)
        self.save_watches()

    def put_in(self, happening: Happening) -> Contribution:
        thread, author_id = happening.thread, self.people[happening.thread.head["by"]].pk
        tags = tag_names(names(thread.head.get("tags", "")), thread.body)
        title = thread.head.get("title", "")
        own = own_of(thread)
        earlier = [Earlier(author_id, happening.at, thread.earlier, title, tags, own)]
        is_closed = "closed" in thread.head
        contribution = bring_in(
            kinds[thread.head["kind"]],
            brought(author_id, happening.at, thread.body, happening.edited_at),
            group=self.groups.get(thread.group),
            title=title,
            tags=tags,
            own=own,
            earlier=earlier if thread.earlier else (),
            closed_at=min(after(happening.ends, thread.name), self.now) if is_closed else None,
            closed_reason=thread.head.get("closed", ""),
        )
        self.contributions[thread.name] = contribution
        self.active_at[contribution.pk] = happening.at
        self.watch(contribution.pk, author_id)
        for key in names(thread.head.get("same-here", "")):
            self.watch(contribution.pk, self.people[key].pk)  # they wait for an answer as well
        self.enclose(contribution, thread.head, happening.at)
        return contribution

    def say(self, happened: Iterable[Happening]) -> list[Reply]:
        happened = list(happened)
        replies = bring_in_replies([self.reply(happening) for happening in happened])
        for happening, reply in zip(happened, replies, strict=True):
            line, pk = line_of(happening), reply.contribution_id
            self.replies[happening.thread.name, line.number] = reply
            self.active_at[pk] = max(self.active_at[pk], happening.at)
            self.watch(pk, reply.author_id)
            self.enclose(reply, line.said.marks, happening.at)
        return replies

    def reply(self, happening: Happening) -> BroughtReply:
        line, name = line_of(happening), happening.thread.name
        return BroughtReply(
            brought(self.people[line.said.by].pk, happening.at, line.said.body),
            self.contributions[name],
            parent_id=self.replies[name, line.below].pk if line.below else None,
            is_answer=line.said.sort == "answer",
        )

    def accept(self, happened: Iterable[Happening]) -> list[AcceptedAnswer]:
        """Without the action, which would tell people of what was accepted a year ago."""
        return AcceptedAnswer.objects.bulk_create(
            [
                AcceptedAnswer(
                    reply=self.replies[happening.thread.name, line_of(happening).number],
                    accepted_by=self.people[happening.thread.head["by"]],
                    accepted_at=happening.at,
                )
                for happening in happened
            ]
        )

    def watch(self, contribution_id: int, person_id: int) -> None:
        if (contribution_id, person_id) not in self.watching:
            self.watching.add((contribution_id, person_id))
            self.unsaved.append(Watch(contribution_id=contribution_id, person_id=person_id))

    def save_watches(self) -> None:
        Watch.objects.bulk_create(self.unsaved, batch_size=500)
        self.unsaved.clear()

    def enclose(self, thing: Contribution | Reply, marks: Mapping[str, str], at: datetime) -> None:
        """Files and the picture, of whoever wrote it."""
        kept = []
        for name in enclosed(marks):
            path = self.files / name
            with path.open("rb") as content:
                size = path.stat().st_size
                file = keep(owner_id=thing.author_id, name=name, content=content, size=size, now=at)
            kept.append(file.pk)
        if kept:
            attach(
                file_ids=kept,
                owner_id=thing.author_id,
                thing_type="reply" if isinstance(thing, Reply) else "contribution",
                thing_id=thing.pk,
                group_id=thing.group_id,
                audience_id=thing.audience_id,
            )


def own_of(thread: Thread) -> dict[str, Any]:
    if thread.head["kind"] == "question":
        return {"tried": thread.tried}
    return {"sort": thread.head.get("sort") or "experience"}


def brought(author_id: int, at: datetime, body: str, edited_at: datetime | None = None) -> Brought:
    return Brought(
        author_id=author_id,
        created_at=at,
        body=body,
        score=0,
        source=None,
        edited_at=edited_at,
        edited_by_id=author_id if edited_at else None,
    )
