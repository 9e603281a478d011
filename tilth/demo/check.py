"""`python -m tilth.demo.check [GROUP …]`: does all that is written fit together? Counts it, too."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tilth.demo.company import read_company
from tilth.demo.threads import (
    ROOT,
    Faulty,
    Thread,
    all_said,
    attached,
    mentioned,
    read,
    speakers,
)


def faults(root: Path, groups: list[str], count: Counter[str]) -> Iterator[str]:
    company = read_company(root)
    people = {each.key for each in company.people}
    members = {each.key: set(each.roles) for each in company.groups}
    seen: dict[str, Thread] = {}
    for path in sorted((root / "threads").glob("*/*.md")):
        if groups and path.parent.name not in groups:
            continue
        try:
            thread = read(path)
        except Faulty as error:
            yield str(error)
            continue
        seen[thread.name] = thread
        said = list(all_said(thread))
        count.update(["contributions", f"  {thread.group}", f"  {thread.head['kind']}"])
        count["replies"] += len(said)
        readers = people if thread.group == "everybody" else members.get(thread.group, set())
        yield from faults_of(root, thread, people, readers)
    for thread in seen.values():
        yield from faults_of_duplicate(thread, seen)


def faults_of(root: Path, thread: Thread, people: set[str], readers: set[str]) -> Iterator[str]:
    speaking = {key for key, _at in speakers(thread)}
    for who in {*speaking, *mentioned(thread)} - people:
        yield f"{thread.name}: nobody is called {who}"
    for who in (speaking & people) - readers:
        yield f"{thread.name}: {who} is not a member of {thread.group}"
    for name in attached(thread):
        if not (root / "files" / name).is_file():
            yield f"{thread.name}: there is no file {name}"


def faults_of_duplicate(thread: Thread, seen: Mapping[str, Thread]) -> Iterator[str]:
    """It is merged with what it repeats, and only what is alike can be."""
    if name := thread.head.get("duplicate-of"):
        original = seen.get(name)
        if original is None:
            yield f"{thread.name}: there is no {name} that it could repeat"
        elif (original.group, original.head["kind"]) != (thread.group, thread.head["kind"]):
            yield f"{thread.name}: {name} is in another group, or of another kind"
        elif "duplicate-of" in original.head or original.at.order >= thread.at.order:
            yield f"{thread.name}: {name} is a duplicate itself, or younger"


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
