"""The conversations of the demonstration company, as text files: one a contribution.

    kind: question
    by: ada
    at: 12 09:40
    title: Why does the seal weep on Mondays?
    tags: seals, np-80
    same-here: lars, tomas
    files: bench4.csv

    Three Mondays running …

    --- tried
    - Changed the lip seal

    --- answer | yusuf | 11 14:05 | accepted; helpful: ada, grace
    It is the weekend, not the seal.

    ---- comment | ada | 11 16:30
    Warmed bench 4 to 41 °C. Dry.

`at` is how many days before the day of loading, and the time of day. Three dashes begin what stands
on the contribution itself, four a comment on the answer or reply above.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent / "acme"
HEAD = re.compile(r"^([a-z-]+): *(.*)$")
PART = re.compile(r"^(---|----) (tried|earlier|answer|comment|reply)(?: *\| *(.*))?$")
AT = re.compile(r"^(\d{1,3}) (\d\d):(\d\d)$")
FIELDS = {
    *("kind", "sort", "by", "at", "title", "tags", "same-here", "helpful", "thanks", "files"),
    *("edited", "closed", "duplicate-of", "picture"),
}
MARKS = {"accepted", "helpful", "thanks", "outdated", "files", "picture"}


class Faulty(Exception):  # noqa: N818  (what it says to whoever writes a thread)
    """A file is not as it should be. Says which and where."""


@dataclass(frozen=True)
class At:
    """So many days before the day of loading, and the minute of that day."""

    days_ago: int
    minute: int

    @property
    def order(self) -> tuple[int, int]:
        return (-self.days_ago, self.minute)


@dataclass
class Said:
    sort: str
    """answer, comment or reply"""
    by: str
    at: At
    marks: dict[str, str]
    body: str
    below: list["Said"] = field(default_factory=list)


@dataclass
class Thread:
    name: str
    """`seals/monday-seal`, as files are called."""
    head: dict[str, str]
    body: str
    tried: str = ""
    earlier: str = ""
    said: list[Said] = field(default_factory=list)

    @property
    def group(self) -> str:
        """Of the folder; `everybody` stands for none."""
        return self.name.split("/", maxsplit=1)[0]

    @property
    def at(self) -> At:
        return moment(self.head["at"])


def threads(root: Path = ROOT) -> Iterator[Thread]:
    """All of them, the oldest first."""
    found = [read(path) for path in sorted((root / "threads").glob("*/*.md"))]
    yield from sorted(found, key=lambda thread: (thread.at.order, thread.name))


def read(path: Path) -> Thread:
    lines = path.read_text(encoding="utf-8").splitlines()
    name = f"{path.parent.name}/{path.stem}"
    head: dict[str, str] = {}
    while lines and (found := HEAD.match(lines[0])):
        if found[1] not in FIELDS:
            raise Faulty(f"{name}: there is no “{found[1]}:” at the head of a thread.")
        head[found[1]] = found[2].strip()
        lines.pop(0)
    for needed in ("kind", "by", "at"):
        if needed not in head:
            raise Faulty(f"{name}: “{needed}:” is missing.")
    thread = Thread(name, head, "")
    try:
        _fill(thread, lines)
        check(thread)
    except (ValueError, IndexError) as error:
        raise Faulty(f"{name}: {error}") from None
    return thread


def _fill(thread: Thread, lines: list[str]) -> None:
    parts: list[tuple[re.Match[str] | None, list[str]]] = [(None, [])]
    fenced = False
    for line in lines:
        fenced ^= line.startswith("```")
        if not fenced and (found := PART.match(line)):
            parts.append((found, []))
        elif not fenced and line.startswith("--- "):
            raise ValueError(f"this line begins no part: {line}")
        else:
            parts[-1][1].append(line)
    for found, body in parts:
        text = "\n".join(body).strip("\n")
        if found is None:
            thread.body = text
        elif found[2] == "tried":
            thread.tried = text
        elif found[2] == "earlier":
            thread.earlier = text
        else:
            said = _said(found, text)
            (thread.said if found[1] == "---" else thread.said[-1].below).append(said)


def _said(found: re.Match[str], body: str) -> Said:
    by, at, *rest = [part.strip() for part in (found[3] or "").split("|")]
    marks: dict[str, str] = {}
    for each in filter(None, (part.strip() for part in "|".join(rest).split(";"))):
        name, _, value = each.partition(":")
        if name.strip() not in MARKS:
            raise ValueError(f"there is no mark “{name}”")
        marks[name.strip()] = value.strip()
    return Said(found[2], by, moment(at), marks, body)


def moment(text: str) -> At:
    found = AT.match(text)
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        raise ValueError(f"“{text}” is no time; write it as “12 09:40”")
    return At(int(found[1]), 60 * int(found[2]) + int(found[3]))


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def all_said(thread: Thread) -> Iterator[Said]:
    for said in thread.said:
        yield said
        yield from said.below


def speakers(thread: Thread) -> Iterator[tuple[str, At]]:
    yield thread.head["by"], thread.at
    for said in all_said(thread):
        yield said.by, said.at


def mentioned(thread: Thread) -> Iterator[str]:
    for name in ("same-here", "helpful", "thanks"):
        yield from names(thread.head.get(name, ""))
        for said in all_said(thread):
            yield from names(said.marks.get(name, ""))


def attached(thread: Thread) -> Iterator[str]:
    yield from enclosed(thread.head)
    for said in all_said(thread):
        yield from enclosed(said.marks)


def enclosed(marks: Mapping[str, str]) -> list[str]:
    """The names of the files and of the picture; what is seen in it stands behind a stroke."""
    return [*names(marks.get("files", "")), *names(marks.get("picture", "").split("|")[0])]


def check(thread: Thread) -> None:
    """What a person would trip over: an answer before its question, an answer to an update."""
    question = thread.head["kind"] == "question"
    if thread.head["kind"] not in {"question", "update"}:
        raise ValueError(f"there is no kind “{thread.head['kind']}”")
    if question and not thread.head.get("title"):
        raise ValueError("a question needs a title")
    if not thread.body.strip():
        raise ValueError("there is nothing in it")
    for said in thread.said:
        if (said.sort == "answer") != question and said.sort != "comment":
            raise ValueError(f"“{said.sort}” does not belong below a {thread.head['kind']}")
        _check_said(said, thread.at)


def _check_said(said: Said, after: At) -> None:
    if said.at.order <= after.order:
        raise ValueError(f"{said.by} says something before it was there to be answered")
    if not said.body.strip():
        raise ValueError(f"{said.by} says nothing")
    for below in said.below:
        if below.sort != "comment":
            raise ValueError("below an answer stand comments")
        _check_said(below, said.at)
