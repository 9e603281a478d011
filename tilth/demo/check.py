"""`python -m tilth.demo.check [GROUP …]`: does all that is written fit together? Counts it, too."""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tilth.demo.threads import ROOT, Faulty, Said, Thread, names, read


def faults(root: Path, groups: list[str], count: Counter[str]) -> Iterator[str]:
    company = tomllib.loads((root / "company.toml").read_text(encoding="utf-8"))
    people = {each["key"] for each in company["people"]}
    members = {each["key"]: set(_members(each["members"])) for each in company["groups"]}
    for path in sorted((root / "threads").glob("*/*.md")):
        if groups and path.parent.name not in groups:
            continue
        try:
            thread = read(path)
        except Faulty as error:
            yield str(error)
            continue
        said = list(all_said(thread))
        count.update(["contributions", f"  {thread.group}", f"  {thread.head['kind']}"])
        count["replies"] += len(said)
        readers = people if thread.group == "everybody" else members.get(thread.group, set())
        yield from faults_of(thread, people, readers)


def faults_of(thread: Thread, people: set[str], readers: set[str]) -> Iterator[str]:
    for who in {*speakers(thread), *mentioned(thread)} - people:
        yield f"{thread.name}: nobody is called {who}"
    for who in (set(speakers(thread)) & people) - readers:
        yield f"{thread.name}: {who} is no member of {thread.group}"
    for name in attached(thread):
        if not (ROOT / "files" / name).is_file():
            yield f"{thread.name}: there is no file {name}"


def _members(text: str) -> Iterator[str]:
    for each in names(text):
        yield each.rstrip("*~")


def all_said(thread: Thread) -> Iterator[Said]:
    for said in thread.said:
        yield said
        yield from said.below


def speakers(thread: Thread) -> Iterator[str]:
    yield thread.head["by"]
    for said in all_said(thread):
        yield said.by


def mentioned(thread: Thread) -> Iterator[str]:
    for name in ("same-here", "helpful", "thanks"):
        yield from names(thread.head.get(name, ""))
        for said in all_said(thread):
            yield from names(said.marks.get(name, ""))


def attached(thread: Thread) -> Iterator[str]:
    yield from names(thread.head.get("files", ""))
    for said in all_said(thread):
        yield from names(said.marks.get("files", ""))


def main(groups: list[str]) -> int:
    count: Counter[str] = Counter()
    found = list(faults(ROOT, groups, count))
    for line in found:
        sys.stdout.write(f"{line}\n")
    for what, number in sorted(count.items()):
        sys.stdout.write(f"{number:>6} {what}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
