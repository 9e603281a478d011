"""A form that is sent twice: a double click, a reload, a connection that broke."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tilth.conftest import ask, make_person, sign_in
from tilth.contributions.models import Contribution, Reply
from tilth.files.models import File
from tilth.groups.models import Group
from tilth.once.models import StoredAnswer
from tilth.once.tests.at_once import at_once
from tilth.people.models import Person

NEW = "/questions/new/"


def key_in(page: Any) -> str:
    found = re.search(r'name="form_key" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


def compose(client: Client, key: str, title: str = "Why does it leak?", **more: Any) -> Any:
    return client.post(NEW, {"form_key": key, "title": title, "group": "", "tags": "", **more})


def test_every_form_that_is_opened_has_a_key_of_its_own(ada: Person) -> None:
    client = sign_in(ada)
    assert key_in(client.get(NEW)) != key_in(client.get(NEW))


def test_sent_twice_it_leads_to_the_same_address(ada: Person) -> None:
    client = sign_in(ada)
    key = key_in(client.get(NEW))

    first, second = compose(client, key), compose(client, key)

    assert first.status_code == second.status_code == 302
    assert first.url == second.url == Contribution.objects.get().get_absolute_url()


def test_with_other_words_it_is_another_form(ada: Person) -> None:
    client = sign_in(ada)
    key = key_in(client.get(NEW))

    first, second = compose(client, key), compose(client, key, title="Why does it creak?")

    assert first.url != second.url
    assert {each.title for each in Contribution.objects.all()} == {
        "Why does it leak?",
        "Why does it creak?",
    }


def test_a_new_csrf_token_makes_no_other_form(ada: Person) -> None:
    client = sign_in(ada)

    first = compose(client, "k", csrfmiddlewaretoken="one")
    second = compose(client, "k", csrfmiddlewaretoken="two")

    assert first.url == second.url


def test_what_has_to_be_mended_keeps_its_key(ada: Person) -> None:
    client = sign_in(ada)
    assert compose(client, "k", title="").status_code == 422
    assert not StoredAnswer.objects.exists()

    first, second = compose(client, "k"), compose(client, "k")

    assert first.url == second.url
    assert Contribution.objects.count() == 1


def test_a_form_without_a_key_is_taken_too(ada: Person) -> None:
    client = sign_in(ada)
    assert compose(client, "").status_code == 302
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("key", ["k" * 10_000, "a\0b"])
def test_a_key_that_somebody_made_up_breaks_nothing(ada: Person, key: str) -> None:
    assert compose(sign_in(ada), key).status_code in {302, 422}


def test_a_key_is_one_persons(ada: Person, grace: Person) -> None:
    first, second = compose(sign_in(ada), "k"), compose(sign_in(grace), "k")

    assert first.url != second.url


def test_a_file_that_came_with_it_is_attached_once(ada: Person) -> None:
    client = sign_in(ada)
    for _ in range(2):
        compose(client, "k", files=SimpleUploadedFile("notes.txt", b"of the pump"))

    contribution = Contribution.objects.get()
    assert File.objects.filter(thing_id=contribution.pk).count() == 1


def test_an_answer_is_given_once(ada: Person, question: Contribution) -> None:
    client = sign_in(ada)
    address = f"{question.get_absolute_url()}replies/"
    key = key_in(client.get(question.get_absolute_url()))

    first, second = (client.post(address, {"form_key": key, "body": "Here."}) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Reply.objects.count() == 1


def test_the_same_key_below_another_question_is_another_form(
    ada: Person, question: Contribution, pumps: Group
) -> None:
    other = ask(ada, "And pump 8?", group=pumps)
    client = sign_in(ada)

    for each in (question, other):
        client.post(f"{each.get_absolute_url()}replies/", {"form_key": "k", "body": "Here."})

    assert {reply.contribution_id for reply in Reply.objects.all()} == {question.pk, other.pk}


def test_a_group_is_founded_once(ada: Person) -> None:
    client = sign_in(ada)
    form = {"form_key": "k", "name": "Valves", "kind": "team", "visibility": "open"}

    first, second = (client.post("/groups/new/", form) for _ in range(2))

    assert first.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert Group.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_clicks_at_once_ask_one_question() -> None:
    ada = make_person("ada")
    clients = [sign_in(ada) for _ in range(4)]

    answers = at_once(lambda: compose(clients.pop(), "k"))

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert Contribution.objects.count() == 1
