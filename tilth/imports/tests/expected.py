"""What a dump holds, in the words of our API: read by nothing of the importer's."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tilth.imports.tests.real import rows

type Row = dict[str, Any]


@dataclass
class Expected:
    questions: dict[str, Row]
    answers: dict[str, Row]
    comments: dict[str, Row]
    """Those of questions and answers."""
    versions: dict[str, int]
    """How many texts a post had, by its number, where the history is known."""
    tags: dict[str, int]
    explained: set[str]
    writers: set[str]
    """Numbers of users."""


def expected(dump: Path, site: str) -> Expected:
    names = {row["Id"]: row["DisplayName"] for row in rows(dump, "Users")}
    posts = {row["Id"]: row for row in rows(dump, "Posts")}
    taken = {pk: row for pk, row in posts.items() if row["PostTypeId"] in {"1", "2"}}
    accepted = {row.get("AcceptedAnswerId") for row in posts.values()}
    duplicates, links = _links(dump, posts)
    found = Expected({}, {}, {}, _versions(dump, taken), defaultdict(int), set(), set())

    def common(row: Row, number: str, prefix: str = "Owner") -> Row:
        user = row.get("UserId" if prefix == "User" else "OwnerUserId")
        found.writers.update(filter(None, (user, row.get("LastEditorUserId"))))
        return {
            "author": names[user] if user else row.get(f"{prefix}DisplayName", ""),
            "score": int(row["Score"]),
            "created_at": row["CreationDate"],
            "licence": row.get("ContentLicense") or _licence(row["CreationDate"]),
            "url": f"https://{site}/{number}",
        }

    for pk, row in taken.items():
        if row["PostTypeId"] == "1":
            tags = sorted(re.findall(r"[^<>|]+", row.get("Tags", "")))
            for tag in tags:
                found.tags[tag] += 1
            found.questions[pk] = common(row, f"q/{pk}") | {
                "title": row["Title"],
                "tags": tags,
                "is_closed": "ClosedDate" in row,
                "originals": duplicates[pk],
                "links": links[pk],
            }
        else:
            more = {"question": row["ParentId"], "accepted": pk in accepted}
            found.answers[pk] = common(row, f"a/{pk}") | more
    for row in rows(dump, "Comments"):
        if row["PostId"] in taken:
            pk, on = row["Id"], row["PostId"]
            found.comments[pk] = common(row, f"q/{on}#comment{pk}_{on}", "User") | {"on": on}
    found.explained.update(
        row["TagName"]
        for row in rows(dump, "Tags")
        if any(
            posts.get(row.get(name), {}).get("Body", "").strip()
            for name in ("ExcerptPostId", "WikiPostId")
        )
    )
    return found


def _licence(created: str) -> str:
    return f"CC BY-SA {'3.0' if created < '2018-05-02' else '4.0'}"


def _links(dump: Path, posts: dict[str, Row]) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    """Of questions to questions: what they are duplicates of, and what they link to."""
    duplicates, links = defaultdict[str, list[str]](list), defaultdict[str, set[str]](set)
    for row in rows(dump, "PostLinks"):
        here, there = row["PostId"], row["RelatedPostId"]
        if {posts.get(pk, {}).get("PostTypeId") for pk in (here, there)} == {"1"}:
            if row["LinkTypeId"] == "3":
                duplicates[here].append(there)
            else:
                links[here].add(there)
    return duplicates, links


def _versions(dump: Path, taken: dict[str, Row]) -> dict[str, int]:
    revisions = defaultdict[str, set[str]](set)
    for row in rows(dump, "PostHistory"):
        if int(row["PostHistoryTypeId"]) < 10 and row["PostId"] in taken:
            revisions[row["PostId"]].add(row["RevisionGUID"])
    return {pk: len(found) for pk, found in revisions.items()}
