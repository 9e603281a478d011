"""All of it, in order: in through every door, then looked at with the policy and without."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tools.hostile import doors
from tools.hostile.doors import Went
from tools.hostile.looking import look_at_all, looker
from tools.hostile.people import Client
from tools.hostile.texts import storable

ALONE = 60  # pages of one text that are opened on their own, drawn by lot
AS_A_PERSON = 120  # texts that go through the forms one by one, and into names of files


@dataclass
class Report:
    texts: int = 0
    sent: int = 0
    looked: int = 0
    faults: list[str] = field(default_factory=list)


def through_everything(
    browser: Browser,
    url: str,
    client: Client,
    texts: Sequence[str],
    *,
    seed: int = 1,
    alone: int = ALONE,
    as_a_person: int = AS_A_PERSON,
    say: Callable[[str], None] = lambda _: None,
) -> Report:
    texts = [text for text in texts if storable(text)]
    lots = random.Random(seed)  # noqa: S311  (which pages are looked at is no secret)
    some = lots.sample(texts, min(as_a_person, len(texts)))
    me = client.api("GET", "/me").json["id"]
    went = Went()
    parts: list[tuple[str, Callable[[], None]]] = [
        ("bodies and titles", lambda: doors.through_bodies(client, texts, went)),
        ("updates and comments", lambda: doors.through_other_kinds(client, some, went)),
        ("groups", lambda: doors.through_groups(client, texts, went)),
        ("profile", lambda: doors.through_profile(client, me, texts, went)),
        ("reasons", lambda: doors.through_reasons(client, texts, went)),
        ("searches", lambda: doors.through_searches(client, texts, went)),
        ("names of files", lambda: doors.through_files(client, some, went)),
        ("forms", lambda: doors.through_forms(client, some, went)),
        ("what is refused", lambda: doors.refused(client, went)),
    ]
    for name, part in parts:
        part()
        say(f"[hostile] {name}: {went.sent} sent, {len(went.faults) + len(client.faults)} faults")
    pages = lots.sample(went.pages, min(alone, len(went.pages)))
    pages += [
        "/groups/",
        "/tags/",
        *(f"/search?{doors.query_of(each[:500])}" for each in some[:20]),
    ]
    report = Report(len(texts), went.sent, faults=[*went.faults])
    for policy in (True, False):
        looking = looker(browser, url, client.cookies, policy=policy)
        look_at_all(looking, went.piles, pages, went.streams)
        looking.context.close()
        report.looked += looking.looked
        which = "with" if policy else "without"
        report.faults += [f"{which} the policy: {fault}" for fault in looking.faults]
        say(
            f"[hostile] looked {which} the policy: {looking.looked} pages, {len(looking.faults)} faults"
        )
    report.faults += client.faults
    return report
