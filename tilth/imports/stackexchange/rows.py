"""The rows of each file, typed."""

import re
from dataclasses import dataclass
from datetime import datetime

from tilth.imports.stackexchange.attributes import Attributes

MOST_POINTS = 2**31 - 1
QUESTION, ANSWER, EXCERPT, WIKI = 1, 2, 4, 5
LINKED, DUPLICATE = 1, 3
TITLE, BODY, TAGS = frozenset({1, 4, 7}), frozenset({2, 5, 8}), frozenset({3, 6, 9})
TEXTS = TITLE | BODY | TAGS
CLOSED, REOPENED = 10, 11


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
    comment: str
    """Of a closing: the number of the reason."""


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
    """A row that is taken note of and no more: nothing in it is looked at."""


def user(row: Attributes) -> User:
    return User(row.number("Id"), row.line("DisplayName"), row.moment("CreationDate"))


def post(row: Attributes) -> Post:
    pk, created_at = row.number("Id"), row.moment("CreationDate")
    return Post(
        id=pk,
        type=row.number("PostTypeId"),
        parent_id=row.maybe("ParentId"),
        accepted_answer_id=row.maybe("AcceptedAnswerId"),
        created_at=created_at,
        edited_at=row.maybe_moment("LastEditDate"),
        closed_at=row.maybe_moment("ClosedDate"),
        score=row.maybe("Score", most=MOST_POINTS) or 0,
        title=row.line("Title"),
        html=row.text("Body"),
        tags=tuple(re.findall(r"[^<>|]+", row.text("Tags"))),
        owner_id=row.maybe("OwnerUserId"),
        owner_name=row.line("OwnerDisplayName"),
        editor_id=row.maybe("LastEditorUserId"),
        editor_name=row.line("LastEditorDisplayName"),
        licence=row.licence(created_at),
    )


def comment(row: Attributes) -> Comment:
    pk, created_at = row.number("Id"), row.moment("CreationDate")
    return Comment(
        id=pk,
        post_id=row.number("PostId"),
        score=row.maybe("Score", most=MOST_POINTS) or 0,
        text=row.text("Text"),
        created_at=created_at,
        owner_id=row.maybe("UserId"),
        owner_name=row.line("UserDisplayName"),
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
        owner_name=row.line("UserDisplayName"),
        text=row.text("Text"),
        comment=row.text("Comment"),
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


def counted(_row: Attributes) -> Counted:
    return Counted()
