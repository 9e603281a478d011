"""What somebody sees when something goes wrong: what happened, what was kept, what to do."""

from typing import Any

import pytest
from django.test import Client

from tilth.conftest import sign_in
from tilth.contributions.models import Contribution
from tilth.home import refusals
from tilth.people.models import Person

SAME_SITE = {"sec-fetch-site": "same-origin"}


def broken_view(*_args: Any, **_more: Any) -> None:
    raise RuntimeError("a fault of ours")


@pytest.fixture
def unlucky(ada: Person) -> Client:
    client = sign_in(ada)
    client.raise_request_exception = False
    return client


def test_what_is_not_there_leads_to_the_search(ada: Person) -> None:
    page = sign_in(ada).get("/questions/999/")

    assert page.status_code == 404
    assert b'action="/search"' in page.content


def test_what_is_not_there_is_the_same_page_as_what_is_not_ones_own(
    question: Contribution, mallory: Person
) -> None:
    hidden = sign_in(mallory).get(f"/questions/{question.pk}/").content
    missing = sign_in(mallory).get(f"/questions/{question.pk + 1}/").content

    assert hidden.split(b"<main")[1] == missing.split(b"<main")[1]


def test_a_fault_of_ours_gives_a_number_and_what_was_typed(
    unlucky: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tilth.contributions.actions.contribute", broken_view)

    answer = unlucky.post(
        "/questions/new/", {"title": "Why <so>?", "body": "Because."}, headers=SAME_SITE
    )
    page = answer.content.decode()

    assert answer.status_code == 500
    assert "Why &lt;so&gt;?" in page
    assert "Because." in page
    assert 'action="/questions/new/"' in page
    number = page.split('fail-number"><b>')[1][:5]
    assert any(f"Number {number}" in record.message for record in caplog.records)


def test_what_a_foreign_page_sent_is_not_offered_again(
    unlucky: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tilth.contributions.actions.contribute", broken_view)

    answer = unlucky.post(
        "/questions/new/", {"title": "Buy now"}, headers={"sec-fetch-site": "cross-site"}
    )

    assert b"Buy now" not in answer.content


def test_where_even_the_page_breaks_there_is_a_sentence(
    unlucky: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tilth.stream.views.read", broken_view)
    monkeypatch.setattr(refusals, "render", broken_view)

    answer = unlucky.get("/")

    assert answer.status_code == 500
    assert answer.content.decode().startswith(refusals.PLAIN)


def test_after_too_many_wrong_passwords_one_is_asked_to_wait(ada: Person) -> None:
    # From an address of its own: what is counted here is counted on in other tests.
    client = Client(REMOTE_ADDR="198.51.100.7")
    wrong = {"login": "nobody@acme.example", "password": "wrong"}
    answers = [client.post("/sign-in/", wrong) for _ in range(12)]

    last = answers[-1].content.decode()
    assert "Wait" in last or "wait" in last or "later" in last
    assert answers[-1].status_code in {200, 429}


def test_the_page_without_a_network_holds_nothing_of_anybody(ada: Person) -> None:
    as_ada = sign_in(ada).get("/offline/").content.decode()

    assert "Ada" not in as_ada
    assert Client().get("/offline/").status_code == 200
    assert Client().get("/sw.js").headers["Content-Type"].startswith("text/javascript")
