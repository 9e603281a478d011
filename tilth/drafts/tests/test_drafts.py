"""Drafts on the server: kept as one types, put back anywhere, seen by nobody else."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tilth.conftest import LATER, NOON, sign_in
from tilth.contributions.actions import withdraw
from tilth.contributions.models import Contribution, Reply
from tilth.drafts.actions import LONGEST, MOST, save_draft
from tilth.drafts.models import Draft
from tilth.drafts.there import base_of
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.groups.models import Group
from tilth.home.tasks import clear_up
from tilth.people.models import Person


def fields(**now: str | list[str]) -> str:
    kept = {
        name: {"now": [each] if isinstance(each, str) else each, "base": [""]}
        for name, each in now.items()
    }
    return json.dumps(kept)


def typed(client: Client, key: str, **now: Any) -> Any:
    more = {"form_key": now.pop("form_key", "")}
    return client.post("/drafts/", {"key": key, "fields": fields(**now), "device": "ab12", **more})


def test_what_is_typed_is_kept_and_put_back_elsewhere(ada: Person) -> None:
    kept = typed(sign_in(ada), "questions-new", title="Why?", body="Slowly.")
    page = sign_in(ada).get("/questions/new/").content.decode()

    draft = Draft.objects.get()
    assert kept.json() == {"at": int(draft.updated_at.timestamp() * 1000)}
    assert "data-draft-there-value" in page
    assert "Slowly." in page
    assert "ab12" in page


def test_the_latest_replaces_what_was_there_and_nothing_forgets_it(ada: Person) -> None:
    client = sign_in(ada)
    typed(client, "questions-new", title="Why?")
    typed(client, "questions-new", title="Why not?")
    assert Draft.objects.get().text("title") == "Why not?"

    assert client.post("/drafts/", {"key": "questions-new"}).json() == {"at": None}
    assert not Draft.objects.exists()


def test_nobody_else_sees_it(ada: Person, grace: Person) -> None:
    typed(sign_in(ada), "questions-new", title="Secretly")
    draft = Draft.objects.get()
    client = sign_in(grace)

    for path in ("/drafts/", "/questions/new/", f"/questions/new/?draft={draft.pk}"):
        assert "Secretly" not in client.get(path).content.decode()
    client.post("/drafts/", {"throw_away": draft.pk})
    client.post("/drafts/", {"key": "questions-new"})
    assert Draft.objects.get() == draft


@pytest.mark.parametrize(
    "sent",
    [
        {"key": "x"},
        {"key": "questions-new; drop"},
        {"key": "questions-new", "device": "Z"},
        {"key": "questions-new", "fields": "{"},
        {"key": "questions-new", "fields": '{"a": 1}'},
        {"key": "questions-new", "fields": '{"a": {"now": [1], "base": []}}'},
        {"key": "questions-new", "fields": fields(body="a\0b")},
        {"key": "questions-new", "fields": '{"body": {"now": ["\\ud800"], "base": []}}'},
        {"key": "questions-new", "fields": fields(body="x" * LONGEST)},
        {"key": "questions-new", "fields": fields(**{f"f{'x' * n}": "" for n in range(30)})},
    ],
)
def test_what_is_no_draft_of_ours_is_refused(sent: dict[str, str], ada: Person) -> None:
    answer = sign_in(ada).post("/drafts/", {"fields": fields(body="x"), **sent})

    assert (answer.status_code, bool(answer.json()["fault"])) == (422, True)
    assert not Draft.objects.exists()


def test_there_is_an_end_to_them_but_not_to_changing_one(ada: Person) -> None:
    for n in range(MOST):
        save_draft(
            person_id=ada.pk, key=f"answer-{n + 1}", fields=fields(body="x"), device="", now=NOON
        )
    client = sign_in(ada)

    assert typed(client, "questions-new", body="x").status_code == 422
    assert typed(client, "answer-1", body="y").status_code == 200


def test_putting_it_in_forgets_it_in_the_same_transaction(
    pumps: Group, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(ada)
    client.raise_request_exception = False
    typed(client, "questions-new", title="Why?")
    form = {"title": "Why?", "group": pumps.pk, "form_key": "k", "draft": "questions-new"}

    with monkeypatch.context() as broken:
        broken.setattr("tilth.contributions.actions.contribute", 1 / 1)
        assert client.post("/questions/new/", form).status_code == 500
    assert Draft.objects.exists()
    assert client.post("/questions/new/", {**form, "title": ""}).status_code == 422
    assert Draft.objects.exists()
    assert client.post("/questions/new/", form).status_code == 302
    assert not Draft.objects.exists()


def test_what_arrives_after_the_form_is_no_draft_any_more(pumps: Group, ada: Person) -> None:
    client = sign_in(ada)
    client.post("/questions/new/", {"title": "Why?", "group": pumps.pk, "form_key": "k1"})

    late = typed(client, "questions-new", title="Why?", form_key="k1")

    assert late.status_code == 409
    assert not Draft.objects.exists()


def test_one_that_was_put_aside_is_gone_on_with_and_forgotten(pumps: Group, ada: Person) -> None:
    client = sign_in(ada)
    typed(client, "questions-new", title="One")
    typed(client, "questions-new-1a2b3c4d", title="Other", group=str(pumps.pk))
    aside = Draft.objects.get(key="questions-new-1a2b3c4d")

    page = client.get(f"/questions/new/?draft={aside.pk}").content.decode()
    client.post(
        "/questions/new/", {"title": "Other", "group": pumps.pk, "draft": "questions-new-1a2b3c4d"}
    )

    assert ">Other</textarea>" in page.replace("\n", "")
    assert f'<option value="{pumps.pk}" selected>' in page
    assert 'data-draft-key-value="questions-new-1a2b3c4d"' in page
    assert Draft.objects.get().key == "questions-new"


def test_a_form_forgets_no_other_draft_than_its_own(pumps: Group, ada: Person) -> None:
    client = sign_in(ada)
    typed(client, "updates-new", body="It held")

    client.post("/questions/new/", {"title": "Why?", "group": pumps.pk, "draft": "updates-new"})

    assert Draft.objects.get().key == "updates-new"


def test_another_kind_takes_the_draft_along(ada: Person) -> None:
    client = sign_in(ada)
    typed(client, "questions-new", title="Why?")

    page = client.post(
        "/updates/new/", {"title": "Why?", "begin": "update", "draft": "questions-new"}
    ).content.decode()

    assert not Draft.objects.exists()
    assert '<meta name="draft-done" content="questions-new">' in page
    assert 'data-draft-fresh-value="true"' in page


@pytest.mark.parametrize("form", ["answer", "comment", "reply"])
def test_replies_are_kept_too(
    form: str, question: Contribution, answer: Reply, grace: Person
) -> None:
    client = sign_in(grace)
    key = f"{form}-{answer.pk if form == 'reply' else question.pk}"
    more = {"answer": {}, "comment": {"comment": "1"}, "reply": {"parent": answer.pk}}[form]
    typed(client, key, body="Half a thought")
    path = question.get_absolute_url()

    page = client.get(path).content.decode()
    sent = client.post(f"{path}replies/", {"body": "Done", "draft": key, **more})

    assert "Half a thought" in page
    assert sent.status_code == 302
    assert not Draft.objects.exists()


def test_changes_are_kept_too(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    typed(sign_in(ada), f"questions-{question.pk}", title="Why indeed?")
    typed(sign_in(grace), f"reply-edit-{answer.pk}", body="The seal was worn.")

    sign_in(ada).post(f"{question.get_absolute_url()}edit/", {"title": "Why?", "body": "x"})
    sign_in(grace).post(f"/replies/{answer.pk}/edit/", {"body": "The seal is new."})

    assert not Draft.objects.exists()


def test_the_list_says_where_each_was_to_go(
    pumps: Group, question: Contribution, answer: Reply, ada: Person
) -> None:
    client = sign_in(ada)
    typed(client, "questions-new", title="A new one", group=str(pumps.pk))
    typed(client, f"answer-{question.pk}", body="Half an answer")
    typed(client, f"reply-{answer.pk}", body="Half a comment")
    typed(client, f"questions-{question.pk}", title="Why now?")
    links = {draft.key: draft.pk for draft in Draft.objects.all()}

    page = client.get("/drafts/").content.decode()

    for words in ("A new one", "Half an answer", "Half a comment", "Why now?", "Pump maintenance"):
        assert words in page
    path = question.get_absolute_url()
    for link in (
        f"/questions/new/?draft={links['questions-new']}",
        f"{path}?draft={links[f'answer-{question.pk}']}#answer",
        f"{path}?draft={links[f'reply-{answer.pk}']}#comment-{answer.pk}",
        f"{path}edit/?draft={links[f'questions-{question.pk}']}",
    ):
        assert f'href="{link}"' in page


def test_what_it_was_about_is_not_told_to_who_may_not_read_it_any_more(
    question: Contribution, ada: Person, mallory: Person, answer: Reply
) -> None:
    for key in (f"answer-{question.pk}", f"reply-{answer.pk}", f"questions-{question.pk}"):
        typed(sign_in(mallory), key, body="My own words")
    shown = sign_in(mallory).get("/drafts/").content.decode()
    Draft.objects.all().delete()
    for key in ("answer-999999", "reply-999999", "questions-999999"):
        typed(sign_in(mallory), key, body="My own words")
    nothing = sign_in(mallory).get("/drafts/").content.decode()

    assert "pump 7" not in shown
    assert shown.count("My own words") == nothing.count("My own words") == 6
    assert shown.count("not there for you") == nothing.count("not there for you") == 3

    typed(sign_in(ada), f"answer-{question.pk}", body="Mine")
    withdraw(question, actor_id=ada.pk, now=LATER)
    assert "pump 7" not in sign_in(ada).get("/drafts/").content.decode()


def test_throwing_away(ada: Person) -> None:
    client = sign_in(ada)
    typed(client, "questions-new", title="Why?")

    answer = client.post("/drafts/", {"throw_away": Draft.objects.get().pk})

    assert answer.headers["Location"] == "/drafts/"
    assert not Draft.objects.exists()


def test_the_night_drops_what_nobody_came_back_for_and_keeps_its_files(
    ada: Person, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    old = timezone.now() - timedelta(days=30)
    held, loose = (
        keep(owner_id=ada.pk, name=name, content=BytesIO(b"x"), size=1, now=old) for name in "ab"
    )
    typed(sign_in(ada), "questions-new", title="Why?", kept_files=[str(held.pk)])
    typed(sign_in(ada), "updates-new", body="Old")
    Draft.objects.filter(key="updates-new").update(updated_at=timezone.now() - timedelta(days=91))

    clear_up.func()

    assert Draft.objects.get().key == "questions-new"
    assert list(File.objects.all()) == [held]
    assert loose.pk


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("questions-new", "questions-new"),
        ("questions-new-1a2b3c4d", "questions-new"),
        ("answer-7-12345678", "answer-7"),
        ("answer-12345678", "answer-12345678"),
        ("reply-edit-12345678", "reply-edit-12345678"),
    ],
)
def test_which_form_a_key_is_of(key: str, form: str) -> None:
    assert base_of(key) == form
