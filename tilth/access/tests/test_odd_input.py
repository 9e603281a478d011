"""What no form of ours sends: every address answers it, and none breaks.

On PostgreSQL more of it matters: SQLite takes a NUL in a text.
"""

import json
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from tilth.conftest import NOON, sign_in
from tilth.contributions.models import Contribution, Reply
from tilth.drafts.actions import save_draft
from tilth.drafts.models import Draft
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.groups.models import Group
from tilth.home.tasks import clear_up
from tilth.people.models import Person

ODD = ("²", "٣", "a\0b", "9" * 30, "9" * 5000, "-1", " 1 ", "²" * 8, "\ufffd", "%00", "'")
"""A digit that is no number, one of another script, NUL, more than a database or Python counts to."""

READ = (
    "/?after={}&before={}&order={}&kind={}&tag={}&group={}",
    "/search?q={}&kind={}&group={}&after={}",
    "/suggestions/all/?q={}",
    "/suggestions/people/?q={}",
    "/suggestions/tags/?q={}",
    "/questions/similar/?q={}&title={}&but={}",
    "/people/?q={}&after={}",
    "/people/?after=x%20{}",
    "/tags/?q={}&after={}",
    "/tags/{}/?after={}",
    "/notifications/?before={}&show={}",
    "/drafts/?draft={}",
    "/compose/audience/?group={}",
    "/compose/files/?id={}",
    "/questions/new/?group={}&draft={}&begin={}&words={}&title={}&tags={}",
    "/updates/new/?group={}&draft={}&begin={}&words={}&sort={}",
    "/questions/{question}/?quote={}&draft={}",
    "/questions/{question}/edit/?draft={}",
    "/replies/{answer}/edit/?draft={}",
    "/contributions/{question}/versions/?from={}&to={}",
    "/contributions/{question}/duplicate/?original={}",
    "/groups/{group}/?after={}&kind={}",
    "/groups/{group}/members/?after={}",
    "/people/{person}/?after={}",
    "/people/{person}/photo/?large={}&v={}",
    "/join/{}/",
    "/sign-in/?next={}",
    "/kept/?draft={}",
)
WRITTEN: dict[str, tuple[str, ...]] = {
    "/drafts/": ("key", "fields", "device", "form_key", "throw_away"),
    "/compose/preview/": ("body",),
    "/compose/pasted/": ("html",),
    "/questions/new/": ("title", "body", "tags", "group", "draft", "form_key", "kept_files"),
    "/updates/new/": ("body", "sort", "tags", "group", "draft", "form_key", "begin"),
    "/questions/{question}/edit/": ("title", "body", "tags", "draft", "kept_files"),
    "/questions/{question}/replies/": ("body", "parent", "comment", "draft", "kept_files"),
    "/replies/{answer}/edit/": ("body", "draft", "kept_files"),
    "/contributions/{question}/group/": ("group",),
    "/contributions/{question}/duplicate/": ("original",),
    "/contributions/{question}/outdated/": ("reason",),
    "/contributions/{question}/watch/": ("next", "_method"),
    "/groups/new/": ("name", "kind", "visibility", "parent", "prompt", "rule", "form_key"),
    "/groups/{group}/edit/": ("name", "kind", "visibility", "parent", "prompt", "rule"),
    "/groups/{group}/members/": ("who",),
    "/administration/groups/": ("group",),
    "/notifications/": ("contribution",),
    "/people/me/edit/": ("job", "town", "face", "ask_about", "photo"),
    "/settings/": ("language", "time_zone", "stream_order"),
    "/start/team/": ("need", "team", "starter"),
}
ALONE = ("draft", "key", "group", "parent", "kept_files", "form_key", "throw_away", "contribution")
"""Fields that are read even where the others around them hold."""
SOUND = {"title": "How?", "body": "So.", "fields": "{}", "key": "questions-new", "device": "ab"}


@pytest.fixture
def places(question: Contribution, answer: Reply, grace: Person) -> dict[str, object]:
    return {
        "question": question.pk,
        "answer": answer.pk,
        "group": question.group_id,
        "person": grace.pk,
    }


@pytest.fixture
def everywhere(ada: Person, pumps: Group) -> Client:
    """Somebody whom no address turns away before it reads what was sent."""
    pumps.memberships.filter(person=ada).update(role="gardener")
    Person.objects.filter(pk=ada.pk).update(is_admin=True)
    client = sign_in(Person.objects.get(pk=ada.pk))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", READ)
def test_an_odd_address_is_answered(
    everywhere: Client, places: dict[str, object], path: str
) -> None:
    way, _, query = path.partition("?")
    fields = dict(pair.split("=", 1) for pair in query.split("&") if pair)
    for odd in ODD:
        there = filled(way, places, odd)
        for name, value in (fields or {"q": "{}"}).items():
            sent = filled(value, places, odd).replace("%20", " ")
            assert everywhere.get(there, {name: sent}).status_code < 500, (name, odd)


def filled(template: str, places: dict[str, object], odd: str) -> str:
    for name, value in places.items():
        template = template.replace("{" + name + "}", str(value))
    return template.replace("{}", odd)


@pytest.mark.parametrize("path", WRITTEN)
def test_an_odd_form_is_answered(everywhere: Client, places: dict[str, object], path: str) -> None:
    for odd in ODD:
        for name in WRITTEN[path]:
            others = SOUND if name in ALONE else {}
            answer = everywhere.post(filled(path, places, odd), {**others, name: odd})
            assert answer.status_code < 500, (name, odd)


def test_an_odd_draft_is_listed_and_gone_on_with(everywhere: Client) -> None:
    for odd in ODD:
        if "\0" in odd:
            continue  # never kept
        kept = {name: {"now": [odd], "base": [""]} for name in ("group", "title", "kept_files")}
        everywhere.post("/drafts/", {"key": "questions-new", "fields": json.dumps(kept)})
        draft = Draft.objects.get()

        assert draft.text("group") == odd
        assert everywhere.get("/drafts/").status_code == 200, odd
        assert everywhere.get("/questions/new/", {"draft": draft.pk}).status_code == 200, odd


def test_an_odd_draft_does_not_stop_the_night(ada: Person, grace: Person) -> None:
    """One that names thousands of digits, or a file of somebody else, holds nothing."""
    hers = keep(owner_id=grace.pk, name="a.txt", content=BytesIO(b"seal"), now=NOON)
    held = {"now": [*ODD[3:5], str(hers.pk)], "base": [""]}
    fields = json.dumps({"kept_files": held})
    save_draft(person_id=ada.pk, key="questions-new", fields=fields, device="", now=timezone.now())
    clear_up.call()

    assert Draft.objects.exists()
    assert not File.objects.exists()
