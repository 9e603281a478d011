"""A whole dump: read once from end to end before anything is written."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tilth.core.progress import Tell
from tilth.imports.stackexchange import rows
from tilth.imports.stackexchange.archive import Archive, NotADump
from tilth.imports.stackexchange.attributes import Attributes
from tilth.imports.stackexchange.rows import ANSWER, EXCERPT, QUESTION, TEXTS, WIKI
from tilth.imports.stackexchange.stream import rows as stream

# In an order in which what is referred to comes first.
READERS: dict[str, Callable[[Attributes], Any]] = {
    "Users": rows.user,
    "Posts": rows.post,
    "Comments": rows.comment,
    "PostHistory": rows.history,
    "PostLinks": rows.link,
    "Tags": rows.tag,
    "Votes": rows.counted,
    "Badges": rows.counted,
}
COMMUNITY = -1  # the user that every site begins with
SITE = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|net|org)(?![a-z0-9])")


@dataclass
class Dump:
    archive: Archive
    site: str
    began: str = ""
    """When the site's first user was made, to the millisecond: by this a site is known again,
    whatever the folder or the zip is called."""
    read: Counter[str] = field(default_factory=Counter)
    """Rows by file, as `Posts.xml`."""
    types: dict[int, int] = field(default_factory=dict)
    """The type of each post."""
    parents: dict[int, int] = field(default_factory=dict)
    """The question of each answer."""
    tags: set[str] = field(default_factory=set)
    """Those that questions have."""
    writers: set[int] = field(default_factory=set)
    """Users who wrote or edited something that is taken."""

    @property
    def base(self) -> str:
        return f"https://{self.site}"

    @property
    def origin(self) -> str:
        return self.began or self.site

    def rows(self, file: str) -> Iterator[Any]:
        return stream(self.archive, file, READERS[file])

    def takes(self, post_id: int) -> bool:
        """Whether it is a question, or an answer to one that is there."""
        sort = self.types.get(post_id)
        return sort == QUESTION or (
            sort == ANSWER and self.types.get(self.parents.get(post_id, 0)) == QUESTION
        )


def check(path: Path, tell: Tell) -> Dump:
    """Read everything. Raises NotADump where anything is not as it should be."""
    archive = Archive(path)
    dump = Dump(archive, site_of(archive.places))
    for file in READERS:
        if not archive.has(file):
            continue
        seen: set[int] = set()
        authors: dict[int, tuple[int | None, ...]] = {}
        for row in dump.rows(file):
            dump.read[f"{file}.xml"] += 1
            if isinstance(row, rows.Counted):
                continue
            if row.id in seen:
                raise NotADump(f"{file}.xml has row {row.id} twice.")
            seen.add(row.id)
            _note(dump, row, authors)
        _note_authors(dump, authors)
        tell(f"reading {file}.xml", dump.read[f"{file}.xml"], dump.read[f"{file}.xml"])
    return dump


def _note(dump: Dump, row: Any, authors: dict[int, tuple[int | None, ...]]) -> None:
    if isinstance(row, rows.User) and row.id == COMMUNITY:
        dump.began = f"since {row.created_at.isoformat()}"
    elif isinstance(row, rows.Post):
        dump.types[row.id] = row.type
        dump.tags.update(row.tags)
        if row.parent_id is not None:
            dump.parents[row.id] = row.parent_id
        authors[row.id] = (row.owner_id, row.editor_id)
    elif isinstance(row, rows.Comment | rows.History) and dump.takes(row.post_id):
        wrote = isinstance(row, rows.Comment) or row.type in TEXTS
        if wrote and row.owner_id is not None:
            dump.writers.add(row.owner_id)


def _note_authors(dump: Dump, authors: dict[int, tuple[int | None, ...]]) -> None:
    """Of posts, once all are known: an answer may stand before its question."""
    for post_id, ids in authors.items():
        if dump.takes(post_id) or dump.types[post_id] in {EXCERPT, WIKI}:
            dump.writers.update(pk for pk in ids if pk is not None)


def site_of(places: list[str]) -> str:
    """`quantumcomputing.stackexchange.com-2018.zip` is of quantumcomputing.stackexchange.com. Where
    no name says it, the nearest stands for it.

    >>> site_of(["Posts", "ru.stackoverflow.com.zip"]), site_of(["My pumps.zip", "tmp"])
    ('ru.stackoverflow.com', 'my-pumps.stackexchange.com')
    """
    for place in places:
        if found := SITE.search(place.lower()):
            return found[0]
    name = re.sub(r"\.(?:zip|xml)$", "", places[0].lower())
    return f"{re.sub(r'[^a-z0-9-]+', '-', name).strip('-') or 'unknown'}.stackexchange.com"
