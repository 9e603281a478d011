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

READERS: dict[str, Callable[[rows.Attributes], Any]] = {
    "Users": rows.user,
    "Posts": rows.post,
    "Comments": rows.comment,
    "PostHistory": rows.history,
    "PostLinks": rows.link,
    "Tags": rows.tag,
    "Votes": rows.counted,
    "Badges": rows.counted,
}


@dataclass
class Dump:
    archive: Archive
    site: str
    read: Counter[str] = field(default_factory=Counter)
    """Rows by file, as `Posts.xml`."""
    types: dict[int, int] = field(default_factory=dict)
    """The type of each post."""
    writers: set[int] = field(default_factory=set)
    """Users who wrote or edited something."""

    @property
    def base(self) -> str:
        return f"https://{self.site}"

    def rows(self, file: str) -> Iterator[Any]:
        return rows.rows(self.archive, file, READERS[file])


def check(path: Path, tell: Tell) -> Dump:
    """Read everything. Raises NotADump where anything is not as it should be."""
    dump = Dump(Archive(path), site_of(path))
    for file in READERS:
        if not dump.archive.has(file):
            continue
        seen: set[int] = set()
        for row in dump.rows(file):
            if row.id in seen:
                raise NotADump(f"{file}.xml has row {row.id} twice.")
            seen.add(row.id)
            dump.read[f"{file}.xml"] += 1
            if isinstance(row, rows.Post):
                dump.types[row.id] = row.type
            writers = (getattr(row, "owner_id", None), getattr(row, "editor_id", None))
            dump.writers.update(writer for writer in writers if writer is not None)
        tell(f"reading {file}.xml", len(seen), len(seen))
    return dump


def site_of(path: Path) -> str:
    """`quantumcomputing.stackexchange.com-2018.zip` is of quantumcomputing.stackexchange.com."""
    found = re.match(r"[\w-]+(?:\.[\w-]+)*\.(?:com|net|org)(?![\w])", path.resolve().name.lower())
    return (
        found[0]
        if found
        else f"{re.sub(r'[^a-z0-9-]+', '-', path.stem.lower()).strip('-')}.stackexchange.com"
    )
