"""The rows of each file, typed. A file is read as a stream, never whole."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from tilth.imports.stackexchange.archive import Archive, NotADump

QUESTION, ANSWER, EXCERPT, WIKI = 1, 2, 4, 5
LINKED, DUPLICATE = 1, 3


@dataclass(frozen=True, slots=True)
class User:
    id: int
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    id: int
    type: int
    parent_id: int | None
    accepted_answer_id: int | None
    created_at: datetime
    edited_at: datetime | None
    closed_at: datetime | None
    score: int
    title: str
    html: str
    tags: tuple[str, ...]
    owner_id: int | None
    owner_name: str
    editor_id: int | None
    editor_name: str
    licence: str


@dataclass(frozen=True, slots=True)
class Comment:
    id: int
    post_id: int
    score: int
    text: str
    created_at: datetime
    owner_id: int | None
    owner_name: str
    licence: str


@dataclass(frozen=True, slots=True)
class History:
    id: int
    type: int
    post_id: int
    revision: str
    created_at: datetime
    owner_id: int | None
    owner_name: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    post_id: int
    related_id: int
    type: int


@dataclass(frozen=True, slots=True)
class Tag:
    id: int
    name: str
    excerpt_id: int | None
    wiki_id: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that is taken note of and no more."""

    id: int


class Attributes:
    """Those of one row; what is missing or of the wrong sort is named with file and row."""

    def __init__(self, file: str, values: Mapping[str, str]) -> None:
        self.file, self.values = file, values

    def fail(self, what: str) -> NotADump:
        return NotADump(f"{self.file}.xml, row {self.values.get('Id', '?')[:40]}: {what}")

    def number(self, name: str) -> int:
        found = self.maybe(name)
        if found is None:
            raise self.fail(f"{name} is missing.")
        return found

    def maybe(self, name: str) -> int | None:
        text = self.values.get(name, "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,18}", text):
            raise self.fail(f"{name} is {text[:40]!r} and should be a number.")
        return int(text)

    def moment(self, name: str) -> datetime:
        found = self.maybe_moment(name)
        if found is None:
            raise self.fail(f"{name} is missing.")
        return found

    def maybe_moment(self, name: str) -> datetime | None:
        text = self.values.get(name, "")
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise self.fail(f"{name} is {text[:40]!r} and should be a date.") from None
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def licence(self, created_at: datetime) -> str:
        """As the row says; older dumps leave it to the dates at which the licence changed."""
        if said := self.text("ContentLicense"):
            return said
        if created_at < datetime(2011, 4, 8, tzinfo=UTC):
            return "CC BY-SA 2.5"
        if created_at < datetime(2018, 5, 2, tzinfo=UTC):
            return "CC BY-SA 3.0"
        return "CC BY-SA 4.0"


def user(row: Attributes) -> User:
    return User(row.number("Id"), row.text("DisplayName").strip(), row.moment("CreationDate"))


def post(row: Attributes) -> Post:
    created_at = row.moment("CreationDate")
    return Post(
        id=row.number("Id"),
        type=row.number("PostTypeId"),
        parent_id=row.maybe("ParentId"),
        accepted_answer_id=row.maybe("AcceptedAnswerId"),
        created_at=created_at,
        edited_at=row.maybe_moment("LastEditDate"),
        closed_at=row.maybe_moment("ClosedDate"),
        score=row.maybe("Score") or 0,
        title=row.text("Title").strip(),
        html=row.text("Body"),
        tags=tuple(re.findall(r"[^<>|]+", row.text("Tags"))),
        owner_id=row.maybe("OwnerUserId"),
        owner_name=row.text("OwnerDisplayName").strip(),
        editor_id=row.maybe("LastEditorUserId"),
        editor_name=row.text("LastEditorDisplayName").strip(),
        licence=row.licence(created_at),
    )


def comment(row: Attributes) -> Comment:
    created_at = row.moment("CreationDate")
    return Comment(
        id=row.number("Id"),
        post_id=row.number("PostId"),
        score=row.maybe("Score") or 0,
        text=row.text("Text"),
        created_at=created_at,
        owner_id=row.maybe("UserId"),
        owner_name=row.text("UserDisplayName").strip(),
        licence=row.licence(created_at),
    )


def history(row: Attributes) -> History:
    return History(
        id=row.number("Id"),
        type=row.number("PostHistoryTypeId"),
        post_id=row.number("PostId"),
        revision=row.text("RevisionGUID") or row.text("Id"),
        created_at=row.moment("CreationDate"),
        owner_id=row.maybe("UserId"),
        owner_name=row.text("UserDisplayName").strip(),
        text=row.text("Text"),
    )


def link(row: Attributes) -> Link:
    return Link(
        row.number("Id"),
        row.number("PostId"),
        row.number("RelatedPostId"),
        row.number("LinkTypeId"),
    )


def tag(row: Attributes) -> Tag:
    return Tag(
        row.number("Id"), row.text("TagName"), row.maybe("ExcerptPostId"), row.maybe("WikiPostId")
    )


def counted(row: Attributes) -> Counted:
    return Counted(row.number("Id"))


def rows[R](archive: Archive, file: str, read: Callable[[Attributes], R]) -> Iterator[R]:
    """The rows of a file, which may be missing. Raises NotADump in one line."""
    if not archive.has(file):
        return
    try:
        with archive.open(file) as stream:
            root: Any = None
            for event, element in ElementTree.iterparse(
                stream, events=("start", "end"), forbid_dtd=True
            ):
                if root is None:
                    root = element
                    if element.tag.lower() != file.lower():
                        raise NotADump(
                            f"{file}.xml begins with <{element.tag}>, not <{file.lower()}>."
                        )
                elif event == "end" and element.tag == "row":
                    yield read(Attributes(file, element.attrib))
                    root.clear()
    except DefusedXmlException:
        raise NotADump(
            f"{file}.xml declares entities, which no dump does. Nothing was read."
        ) from None
    except (ParseError, UnicodeError, ValueError) as error:
        raise NotADump(f"{file}.xml is damaged: {error}. Download it anew.") from None
