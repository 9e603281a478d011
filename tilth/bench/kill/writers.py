"""What people write while the server is killed, and what they remember of it."""

import itertools
import random
import re
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tilth.bench.kill.client import Client, NeverConfirmed, Refused
from tilth.bench.kill.company import Colleague, Company

LETTERS = "bcdfghjklmnprtvw"
OLD_ENOUGH = 40  # contributions among which the latest are answered: so that many meet at few


@dataclass(frozen=True)
class Write:
    """One that was confirmed."""

    what: str
    """question, update, answer, comment, edit, reaction, file"""
    person: int
    id: int
    """Of the contribution, the reply or the file."""
    contribution: int = 0
    parent: int = 0
    """The reply that a comment is on, or a file is attached to."""
    word: str = ""
    """Stands in it and nowhere else."""
    former_word: str = ""
    mentions: int = 0
    detail: str = ""
    """The reaction's name, the file's digest."""
    sent_at: float = 0
    confirmed_at: float = field(default_factory=time.monotonic)


class Ledger:
    """Everybody's memory. From here on a write must be there, once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.writes: list[Write] = []
        self.by_kind: dict[str, list[Write]] = defaultdict(list)
        self.refused: list[str] = []
        self.words = itertools.count(1)

    def word(self) -> str:
        """No word of any language, and none is the beginning of another."""
        number = next(self.words)
        return (
            "zq" + "".join(LETTERS[number >> shift & 15] for shift in (20, 16, 12, 8, 4, 0)) + "x"
        )

    def confirm(self, write: Write) -> None:
        with self.lock:
            self.writes.append(write)
            self.by_kind[write.what].append(write)

    def recent(self, chance: random.Random, *kinds: str) -> Write | None:
        with self.lock:
            found = [write for kind in kinds for write in self.by_kind[kind][-OLD_ENOUGH:]]
        return chance.choice(found) if found else None


class Writer(threading.Thread):
    def __init__(
        self,
        me: Colleague,
        company: Company,
        ledger: Ledger,
        port: int,
        *,
        pages: bool,
        seed: int,
        stop: threading.Event,
    ) -> None:
        super().__init__(name=me.handle, daemon=True)
        self.me, self.company, self.ledger, self.stop = me, company, ledger, stop
        self.pages = pages
        self.chance = random.Random(seed)  # noqa: S311  (no secret)
        self.client = Client(port, {"Authorization": f"Bearer {me.token}"})
        self.browser = Client(port)
        self.mine: dict[int, Write] = {}
        """What I put in, as it stands now."""

    def run(self) -> None:
        deeds = [self.ask, self.share, self.answer, self.answer, self.comment, self.react]
        deeds += [self.react, self.edit, self.attach]
        try:
            if self.pages:
                self.browser.sign_in(self.me.address, self.me.password)
                deeds = [self.ask_on_the_page, self.answer_on_the_page, self.answer_on_the_page]
            while not self.stop.is_set():
                try:
                    self.chance.choice(deeds)()
                except Refused as reason:
                    self.ledger.refused.append(str(reason))
        except NeverConfirmed:
            self.ledger.refused.append(f"{self.name} got no answer for minutes.")

    @property
    def repeated(self) -> int:
        return self.client.repeated + self.browser.repeated

    @property
    def failures(self) -> int:
        return self.client.failures + self.browser.failures

    def confirm(self, what: str, pk: int, **more: Any) -> Write:
        write = Write(what, self.me.id, pk, **more)
        self.ledger.confirm(write)
        return write

    def ask(self) -> None:
        word, other = self.ledger.word(), self.chance.choice(self.company.writers)
        self._contribute(
            "question", word, other, title=f"Why {word}?", body=f"@{other.handle}, do you know?"
        )

    def share(self) -> None:
        word, other = self.ledger.word(), self.chance.choice(self.company.writers)
        self._contribute("update", word, other, sort="idea", body=f"{word}, says @{other.handle}.")

    def _contribute(self, kind: str, word: str, other: Colleague, **words: Any) -> None:
        group, sent = self.chance.choice(self.company.groups), time.monotonic()
        made = self.client.write("POST", "/contributions", {"kind": kind, "group": group, **words})
        mentions = other.id if other.id != self.me.id else 0
        pk = made["id"]
        self.mine[pk] = self.confirm(kind, pk, word=word, mentions=mentions, sent_at=sent)

    def ask_on_the_page(self) -> None:
        word, sent = self.ledger.word(), time.monotonic()
        group = self.chance.choice(self.company.groups)
        fields = {"title": f"Why {word}?", "body": "", "tags": "", "group": str(group or "")}
        address = self.browser.fill_in("/questions/new/", "/questions/new/", fields)
        self.confirm("question", id_in(address, r"/questions/(\d+)/"), word=word, sent_at=sent)

    def answer(self) -> None:
        if target := self.ledger.recent(self.chance, "question"):
            self._reply("answer", target.id)

    def comment(self) -> None:
        if target := self.ledger.recent(self.chance, "answer"):
            self._reply("comment", target.contribution, parent=target.id)

    def _reply(self, what: str, contribution: int, parent: int = 0, **more: Any) -> int:
        word, sent = self.ledger.word(), time.monotonic()
        words = {"body": f"Because of {word}.", **more} | ({"parent": parent} if parent else {})
        made = self.client.write("POST", f"/contributions/{contribution}/replies", words)
        self.confirm(
            what, made["id"], contribution=contribution, parent=parent, word=word, sent_at=sent
        )
        return int(made["id"])

    def answer_on_the_page(self) -> None:
        if target := self.ledger.recent(self.chance, "question"):
            word, sent = self.ledger.word(), time.monotonic()
            page = f"/questions/{target.id}/"
            address = self.browser.fill_in(page, f"{page}replies/", {"body": f"It is {word}."})
            pk = id_in(address, r"#reply-(\d+)")
            self.confirm("answer", pk, contribution=target.id, word=word, sent_at=sent)

    def react(self) -> None:
        if target := self.ledger.recent(self.chance, "question", "update", "answer"):
            name = self.chance.choice(["helpful", "thanks"])
            things = "replies" if target.contribution else "contributions"
            self.client.write("PUT", f"/{things}/{target.id}/reactions/{name}")
            self.confirm("reaction", target.id, contribution=target.contribution, detail=name)

    def edit(self) -> None:
        if not self.mine:
            return
        before = self.chance.choice(list(self.mine.values()))
        word = self.ledger.word()
        words = {"title": f"Why {word}?", "body": "In other words."}
        self.client.write("PATCH", f"/contributions/{before.id}", words)
        self.mine[before.id] = self.confirm("edit", before.id, word=word, former_word=before.word)

    def attach(self) -> None:
        content = self.chance.randbytes(self.chance.randint(1, 200_000))
        kept = self.client.upload("proof.bin", content)
        target = self.ledger.recent(self.chance, "question")
        reply = self._reply("answer", target.id, files=[kept["id"]]) if target else 0
        self.confirm("file", kept["id"], parent=reply, detail=sha256(content).hexdigest())


def id_in(address: str, pattern: str) -> int:
    found = re.search(pattern, address)
    if found is None:
        raise Refused(f"It led to {address}.")
    return int(found[1])
