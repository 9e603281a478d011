"""The whole of it: one pass per file, in batches, each of which commits with its memory."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import batched
from pathlib import Path
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tilth.contributions.actions.bring_in import settle_brought_in
from tilth.contributions.models import Contribution
from tilth.core.errors import Refused
from tilth.core.progress import Tell
from tilth.groups.actions import create_group
from tilth.groups.models import Group
from tilth.imports.memory import Memory
from tilth.imports.models import Imported
from tilth.imports.report import Report
from tilth.imports.stackexchange.beside import load_comments, load_links
from tilth.imports.stackexchange.dump import Dump, check
from tilth.imports.stackexchange.history import Histories
from tilth.imports.stackexchange.people import Authors, load_people
from tilth.imports.stackexchange.posts import Posts
from tilth.imports.stackexchange.rows import ANSWER, EXCERPT, QUESTION, WIKI, Post, Tag
from tilth.imports.stackexchange.tags import account_for_the_others, load_tags

BATCH = 100  # things of one transaction: a killed import repeats no more than that


class TwoGroups(Refused):
    """A name that two groups bear says nothing."""


def load(path: Path, group_name: str | None, tell: Tell) -> dict[str, Any]:
    """Import a dump. Idempotent, and resumable wherever it was killed. Returns the report."""
    dump = check(path, tell)
    group = group_named(group_name or dump.site)
    memory = Memory(f"{dump.origin} in {group.pk}")
    report = Report()
    report.read.update(dump.read)
    for batch in batches(dump, "Users", tell):
        load_people(dump, memory, report, batch)
    posts = Posts(dump, group, memory, report, Authors(memory), Histories(dump, report))
    for some in posts_of(dump, QUESTION, tell):
        posts.load_questions(some)
    for some in posts_of(dump, ANSWER, tell):
        posts.load_answers(some)
    for batch in batches(dump, "Comments", tell):
        load_comments(posts, batch)
    for batch in batches(dump, "PostLinks", tell):
        load_links(posts, batch)
    explain_tags(posts, tell)
    for file in ("Votes", "Badges"):
        if dump.archive.has(file):
            report.counted[f"{file}.xml"] = dump.read[f"{file}.xml"]
    settle(memory, tell)
    report.check()
    return report.as_dict()


def group_named(name: str) -> Group:
    name = " ".join(name.split())
    found = list(Group.objects.filter(name=name)[:2])
    if len(found) == 2:
        raise TwoGroups(_("Two groups are called %(name)s. Rename one of them.") % {"name": name})
    if found:
        return found[0]
    return create_group(actor_id=None, name=name, kind="community", now=timezone.now())


def batches(dump: Dump, file: str, tell: Tell) -> Iterator[list[Any]]:
    done = 0
    for batch in batched(dump.rows(file), BATCH, strict=False):
        yield list(batch)
        done += len(batch)
        tell(f"importing {file}.xml", done, dump.read[f"{file}.xml"])


def posts_of(dump: Dump, sort: int, tell: Tell) -> Iterator[list[Post]]:
    chosen = (post for post in dump.rows("Posts") if post.type == sort)
    what = "importing questions" if sort == QUESTION else "importing answers"
    total, done = Counter(dump.types.values())[sort], 0
    for some in batched(chosen, BATCH, strict=False):
        yield list(some)
        done += len(some)
        tell(what, done, total)


def explain_tags(posts: Posts, tell: Tell) -> None:
    texts: dict[int, Post] = {
        post.id: post for post in posts.dump.rows("Posts") if post.type in {EXCERPT, WIKI}
    }
    tags: list[Tag] = []
    for batch in batches(posts.dump, "Tags", tell):
        load_tags(posts, batch, texts)
        tags += batch
    account_for_the_others(posts, tags)


def settle(memory: Memory, tell: Tell) -> None:
    """What is kept on each question, and its place in the index, once all that belongs to it is
    there. Commits with the note that it was done."""
    unsettled = Imported.objects.filter(origin=memory.origin, settled=False)
    total, done = unsettled.count(), 0
    while rows := list(unsettled.order_by("pk")[:BATCH]):
        ids = [row.object_id for row in rows]
        note = Imported.objects.filter(pk__in=[row.pk for row in rows])
        settle_brought_in(latest(ids), and_then=partial(note.update, settled=True))
        done += len(rows)
        tell("settling questions", done, total)


def latest(ids: Iterable[int]) -> dict[int, Any]:
    """When each was last active: its newest answer or comment, or itself."""
    found = Contribution.objects.filter(pk__in=list(ids)).annotate(last=Max("replies__created_at"))
    return {row.pk: max(row.created_at, row.last) if row.last else row.created_at for row in found}
