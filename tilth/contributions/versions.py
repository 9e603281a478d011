"""Every text a thing ever had, and what changed between two of them."""

import difflib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tilth.contributions.actions.revise import text_of
from tilth.contributions.models import Contribution, Reply
from tilth.people.models import Person


@dataclass(frozen=True)
class Text:
    number: int
    author: Person
    written_at: datetime
    title: str
    body: str
    tags: list[str]
    own: dict[str, Any]


def texts_of(thing: Contribution | Reply) -> list[Text]:
    """The first one first; the last is the one that stands."""
    earlier = [
        Text(row.number, row.author, row.written_at, row.title, row.body, row.tags, row.own)
        for row in thing.versions.select_related("author").order_by("number")
    ]
    now: dict[str, Any]
    if isinstance(thing, Contribution):
        now = text_of(thing)
    else:
        now = {"title": "", "body": thing.body, "tags": [], "own": {}}
    return [
        *earlier,
        Text(
            number=len(earlier) + 1,
            author=thing.edited_by or thing.author,
            written_at=thing.edited_at or thing.created_at,
            **now,
        ),
    ]


@dataclass(frozen=True)
class Change:
    """A run of words: `same`, `gone` or `new`."""

    sort: str
    text: str


def compared(old: str, new: str) -> list[Change]:
    """What was taken away and what was added, by words; the space after a word goes with it.

    Long texts are compared by lines first, so that the work stays within bounds.
    """
    before, after = _pieces(old), _pieces(new)
    changes: list[Change] = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(before[a:b])))
            continue
        if a < b:
            changes.append(Change("gone", "".join(before[a:b])))
        if c < d:
            changes.append(Change("new", "".join(after[c:d])))
    return changes


MANY = 2000  # pieces; beyond that a comparison by words would take seconds


def _pieces(text: str) -> list[str]:
    words = [
        part + " " if more else part
        for line in text.splitlines(keepends=True)
        for parts in [line.split(" ")]
        for part, more in zip(parts, [True] * (len(parts) - 1) + [False], strict=True)
    ]
    lines = text.splitlines(keepends=True)
    return next((pieces for pieces in (words, lines) if len(pieces) <= MANY), [text])
