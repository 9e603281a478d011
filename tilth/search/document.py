import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from tilth.search.models import NAMED, SearchDocument
from tilth.search.query import Term, Word, title_key
from tilth.search.stems import STEM, marked_stems
from tilth.search.words import words

NAME = f"{STEM}name="


@dataclass(frozen=True, kw_only=True)
class Document:
    """Something to be found. Its title and body are plain text: no Markdown, no HTML."""

    type: str
    object_id: int
    at: datetime
    """When the content was written, with its zone."""
    title: str
    body: str
    group_id: int | None
    """The group it lies in; of a group, the group itself."""
    audience_id: int
    """Who may see it. Of a group, who knows of it; of a person, `access.scope.COMPANY`."""
    kind: str = ""
    contribution_id: int | None = None
    """What a reply belongs to."""

    @property
    def key(self) -> tuple[str, int]:
        return self.type, self.object_id


class Entry(NamedTuple):
    """What an engine stores of a document: the words it is found by."""

    id: int
    title: list[str]
    body: list[str]
    marks: list[str]


def entry(pk: int, document: Document) -> Entry:
    title = words(document.title)
    marks = [
        mark("type", document.type),
        mark("kind", document.kind),
        mark("group", document.group_id),
        STEM + title_key(document.title),
    ]
    if document.type in NAMED:
        marks += [NAME + word for word in (*title, *marked_stems(title))]
    return Entry(pk, title, words(document.body), marks)


def mark(name: str, value: object) -> str:
    """A word that nobody can type, so that the index itself narrows a search down."""
    return f"{STEM}{name}={re.sub(r'\W', '_', str(value))}"


def as_name(word: Word) -> Word:
    """The word in a name, where it is looked up among the names alone."""
    terms = (Term(tuple(NAME + part for part in term.words), term.prefix) for term in word.any_of)
    return Word(tuple(terms))


def mint(documents: Sequence[Document]) -> list[int]:
    """Ids that nobody has, in the order of the documents' times: seconds, then twenty bits that
    keep apart what was written within one (an import may know no more than the day)."""
    minted: list[int] = []
    wanted = [_wanted(document) for document in documents]
    taken = _taken(wanted)
    for pk in wanted:
        while pk in taken:
            pk += 1
            if pk not in taken:
                taken |= _taken(range(pk, pk + 100))
        minted.append(pk)
        taken.add(pk)
    return minted


def _wanted(document: Document) -> int:
    second = max(0, int(document.at.timestamp()))
    return second << 20 | (document.object_id & 0x1FFFF) << 3 | crc32(document.type.encode()) & 7


def _taken(ids: Collection[int]) -> set[int]:
    return set(SearchDocument.objects.filter(pk__in=ids).values_list("pk", flat=True))
