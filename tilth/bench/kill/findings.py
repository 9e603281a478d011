"""What is there in the end, compared with what was confirmed. Needs the settings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count

from tilth.bench.kill.client import Client
from tilth.bench.kill.writers import Write
from tilth.contributions.keep import KEPT, settle, settle_reply
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reaction, Reply, Tagging, TagUse, Version
from tilth.events.dispatcher import backlog
from tilth.files.models import File
from tilth.groups.models import Group
from tilth.notifications.models import Notification
from tilth.once.models import StoredAnswer
from tilth.search.models import SearchDocument

WORD = re.compile(r"zq[bcdfghjklmnprtvw]{6}x")

type Found = Iterator[tuple[str, str]]
"""What is wrong, by the line of the table it counts for, and which it is."""
type Told = tuple[int, str, int]
"""Who, of what: the type of the thing and its id."""


def everything(writes: list[Write], reader: Client) -> Found:
    standing = words_that_stand(writes)
    yield from in_the_api(standing, reader)
    yield from in_the_rows(writes, standing)
    yield from by_searching(writes, standing, reader)
    yield from told(writes)
    yield from reactions(writes)
    yield from files(writes)
    yield from half_done()


def words_that_stand(writes: list[Write]) -> dict[str, Write]:
    """Those of the texts that were confirmed and not edited since."""
    gone = {write.former_word for write in writes}
    return {write.word: write for write in writes if write.word and write.word not in gone}


def is_reply(write: Write) -> bool:
    return write.what in {"answer", "comment"}


def in_the_api(standing: dict[str, Write], reader: Client) -> Found:
    """Whether it is read where it was put."""
    contributions = {item["id"]: item for item in reader.read_all("/contributions")}
    replies = {
        item["id"]: item
        for pk, contribution in contributions.items()
        if contribution["reply_count"]
        for item in reader.read_all(f"/contributions/{pk}/replies")
    }
    for word, write in standing.items():
        item = (replies if is_reply(write) else contributions).get(write.id)
        if item is None or word not in f"{item.get('title', '')} {item['body']}":
            yield "lost", f"{write.what} {write.id}: {word}"
        elif item["author"]["id"] != write.person or (item.get("parent") or 0) != write.parent:
            yield "half done", f"{write.what} {write.id} has another author or parent"


def in_the_rows(writes: list[Write], standing: dict[str, Write]) -> Found:
    texts = [*Contribution.objects.values_list("title", "body")]
    texts += [("", body) for body in Reply.objects.values_list("body", flat=True)]
    count = Counter(word for text in texts for word in set(WORD.findall(" ".join(text))))
    for word, times in count.items():
        if times > 1:
            yield "doubled", f"{word} stands in {times} texts"
        if word not in standing:
            yield "doubled", f"{word} was never confirmed, or was edited away"
    edits = Counter(write.id for write in writes if write.what == "edit")
    for pk, kept in (
        Version.objects.filter(contribution__isnull=False)
        .values_list("contribution")
        .annotate(n=Count("pk"))
    ):
        if kept > edits[pk]:
            yield "doubled", f"contribution {pk} has {kept} versions of {edits[pk]} edits"
        edits[pk] -= kept
    for pk, missing in edits.items():
        if missing > 0:
            yield "lost", f"contribution {pk} lacks {missing} versions"


def by_searching(writes: list[Write], standing: dict[str, Write], reader: Client) -> Found:
    for word, write in standing.items():
        items = reader.read(f"/search?q={word}")["items"]
        found = [(item["type"], item["id"]) for item in items]
        if found != [("reply" if is_reply(write) else "contribution", write.id)]:
            yield "not found", f"{write.what} {write.id} by {word}: {found}"
    for word in {write.former_word for write in writes} - {""}:
        if reader.read(f"/search?q={word}")["items"]:
            yield "not found", f"{word}, which was edited away, is found"


def told(writes: list[Write]) -> Found:
    rows = Notification.objects.values_list("recipient_id", "thing_type", "thing_id")
    told = Counter(rows)
    must, may = who_is_told(writes)
    for row, times in told.items():
        if times > 1:
            yield "told twice", str(row)
        if row not in may:
            yield "told twice", f"{row} for no reason"
    for row in must - set(told):
        yield "not told", str(row)


def who_is_told(writes: list[Write]) -> tuple[set[Told], set[Told]]:
    """Who has to be told of what, and who may be: somebody who replied while the event of another
    reply was on its way, and who was mentioned in what has been edited since."""
    edited = {write.id for write in writes if write.what == "edit"}
    askers = {write.id: write.person for write in writes if write.what in {"question", "update"}}
    repliers: dict[int, list[Write]] = defaultdict(list)
    must: set[Told] = set()
    may: set[Told] = set()
    for write in writes:
        if is_reply(write):
            repliers[write.contribution].append(write)
        if write.mentions:
            (may if write.id in edited else must).add((write.mentions, "contribution", write.id))
    for write in filter(is_reply, writes):
        others = repliers[write.contribution]
        before = {each.person for each in others if each.confirmed_at < write.sent_at}
        after = {each.person for each in others}
        must |= {(pk, "reply", write.id) for pk in before | {askers[write.contribution]}}
        may |= {(pk, "reply", write.id) for pk in after}
    own = {(write.person, "reply", write.id) for write in filter(is_reply, writes)}
    return must - own, (must | may) - own


def reactions(writes: list[Write]) -> Found:
    stored = Counter(
        (row.person_id, row.reply_id or 0, row.contribution_id or 0, row.name)
        for row in Reaction.objects.all()
    )
    confirmed = {
        (write.person, *((write.id, 0) if write.contribution else (0, write.id)), write.detail)
        for write in writes
        if write.what == "reaction"
    }
    for row in confirmed - set(stored):
        yield "lost", f"reaction {row}"
    for row, times in stored.items():
        if times > 1 or row not in confirmed:
            yield "doubled", f"reaction {row}, {times} times"


def files(writes: list[Write]) -> Found:
    confirmed = {write.id: write for write in writes if write.what == "file"}
    for file in File.objects.all():
        write = confirmed.pop(file.pk, None)
        if not default_storage.exists(file.key):
            yield "half done", f"file {file.pk} without bytes"
            continue
        with default_storage.open(file.key) as stored:
            content = stored.read()
        if write is None:
            yield "doubled", f"file {file.pk} was never confirmed"
        elif sha256(content).hexdigest() != write.detail or len(content) != file.size:
            yield "half done", f"file {file.pk} has other bytes"
        elif write.parent != (file.thing_id or 0):
            yield "lost", f"file {file.pk} is not attached to reply {write.parent}"
    for pk in confirmed:
        yield "lost", f"file {pk}"


def half_done() -> Found:
    for pk in StoredAnswer.objects.filter(status=None).values_list("pk", flat=True):
        yield "half done", f"key {pk} without an answer"
    if backlog().waiting:
        yield "half done", f"{backlog()} in the outbox"
    for kind in kinds.values():
        spine = set(Contribution.objects.filter(kind=kind.name).values_list("pk", flat=True))
        whole = set(kind.model._default_manager.values_list("pk", flat=True))
        for pk in spine ^ whole:
            yield "half done", f"{kind.name} {pk} is there in part"
    yield from kept_counts()
    documents = set(SearchDocument.objects.values_list("type", "object_id"))
    for name, model in (("contribution", Contribution), ("reply", Reply)):
        for pk in model._default_manager.values_list("pk", flat=True):
            if (name, pk) not in documents:
                yield "not found", f"{name} {pk} has no document"


def kept_counts() -> Found:
    """Counting anew changes nothing."""
    with transaction.atomic():
        for before in Contribution.objects.all():
            after = settle(before.pk)
            for name in KEPT:
                if getattr(before, name) != getattr(after, name):
                    yield "half done", f"{name} of contribution {before.pk}"
        for reply in Reply.objects.all():
            kept = reply.reactions, reply.score
            settle_reply(reply)
            if (reply.reactions, reply.score) != kept:
                yield "half done", f"reactions of reply {reply.pk}"
        for group in Group.objects.all():
            listed = Contribution.objects.filter(group=group, listed=True).count()
            if (group.contribution_count, group.member_count) != (
                listed,
                group.memberships.count(),
            ):
                yield "half done", f"counts of group {group.pk}"
        for use in TagUse.objects.all():
            taggings = Tagging.objects.filter(tag=use.tag_id, group_id=use.group_id or None)
            if taggings.count() != use.count:
                yield "half done", f"uses of tag {use.tag_id}"
        transaction.set_rollback(True)
