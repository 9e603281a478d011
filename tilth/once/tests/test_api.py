"""`Idempotency-Key` on every POST of the API, also on one that is added tomorrow."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tilth.api.v1 import api as the_api
from tilth.conftest import api, ask, make_person
from tilth.contributions.models import Contribution, Reply
from tilth.events.models import OutboxEvent
from tilth.groups.models import Group
from tilth.once.tests.at_once import at_once
from tilth.people.models import Person

type Body = dict[str, Any]

BODIES: dict[str, Callable[[int], Body]] = {
    "/api/v1/contributions": lambda n: {"kind": "question", "title": f"Why {n}?"},
    "/api/v1/contributions/{pk}/replies": lambda n: {"body": f"Because {n}."},
    "/api/v1/groups": lambda n: {"name": f"Group {n}"},
    "/api/v1/files": lambda n: {"file": SimpleUploadedFile(f"{n}.txt", b"of the pump")},
}
"""What may be posted, by the path in the schema."""


POSTS = [
    path
    for path, operations in the_api.get_openapi_schema()["paths"].items()
    if "post" in operations
]


def send(client: Client, path: str, body: Body, key: str | None = "k") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    if path.endswith("/files"):
        return client.post(path, body, headers=headers)
    return client.post(path, json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture
def address(question: Contribution) -> Callable[[str], str]:
    def filled_in(path: str) -> str:
        return path.replace("{pk}", str(question.pk)).replace("{int:pk}", str(question.pk))

    return filled_in


def counted() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label != "once"
    }


def body_of(path: str, number: int) -> Body:
    known = path.replace("{int:pk}", "{pk}")
    assert known in BODIES, f"Say in BODIES what may be posted to {path}."
    return BODIES[known](number)


@pytest.mark.parametrize("path", POSTS)
def test_repeated_it_is_answered_alike_and_changes_nothing(
    ada: Person, path: str, address: Callable[[str], str]
) -> None:
    client = api(ada)
    first = send(client, address(path), body_of(path, 1))
    after_the_first = counted()

    second = send(client, address(path), body_of(path, 1))

    assert first.status_code == second.status_code == 201, first.content
    assert first.json() == second.json()
    assert counted() == after_the_first


@pytest.mark.parametrize("path", POSTS)
def test_without_a_key_it_happens_again(
    ada: Person, path: str, address: Callable[[str], str]
) -> None:
    client = api(ada)
    first = send(client, address(path), body_of(path, 1), key=None)
    second = send(client, address(path), body_of(path, 1), key=None)

    assert first.json()["id"] != second.json()["id"]


@pytest.mark.parametrize("path", POSTS)
def test_an_error_leaves_the_key_free(
    ada: Person, path: str, address: Callable[[str], str]
) -> None:
    client = api(ada)
    refused = send(client, address(path), {})
    assert refused.status_code == 422

    assert send(client, address(path), body_of(path, 1)).status_code == 201


def test_a_key_is_for_one_request(ada: Person) -> None:
    client = api(ada)
    path = "/api/v1/contributions"
    assert send(client, path, {"kind": "question", "title": "One?"}).status_code == 201

    other = send(client, path, {"kind": "question", "title": "Another?"})

    assert other.status_code == 422
    assert other.headers["Content-Type"] == "application/problem+json"
    assert Contribution.objects.count() == 1


def test_and_for_one_address(ada: Person, question: Contribution) -> None:
    other = ask(ada, "And pump 8?", group=question.group)
    client = api(ada)
    path = "/api/v1/contributions/{}/replies"
    assert send(client, path.format(question.pk), {"body": "Here."}).status_code == 201

    assert send(client, path.format(other.pk), {"body": "Here."}).status_code == 422


def test_a_key_is_one_persons(ada: Person, grace: Person) -> None:
    body = {"kind": "question", "title": "Mine?"}
    of_ada, of_grace = (send(api(each), "/api/v1/contributions", body) for each in (ada, grace))

    assert of_ada.json()["id"] != of_grace.json()["id"]
    assert of_grace.json()["author"]["id"] == grace.pk


@pytest.mark.parametrize("key", [" " * 2, "k" * 201, "k" * 100_000])
def test_a_key_that_cannot_be_stored_is_a_problem_and_no_crash(ada: Person, key: str) -> None:
    answer = send(api(ada), "/api/v1/contributions", {"kind": "question", "title": "?"}, key)

    assert answer.status_code in {201, 422}


def test_who_was_put_out_is_answered_as_before(ada: Person, gil: Person, pumps: Group) -> None:
    """With their own words and nothing else; a new request is refused."""
    client = api(ada)
    body = {"kind": "question", "title": "Secret?", "group": pumps.pk}
    assert send(client, "/api/v1/contributions", body).status_code == 201
    api(gil).delete(f"/api/v1/groups/{pumps.pk}/members/{ada.pk}")
    stored = send(client, "/api/v1/contributions", body)

    # It is what she wrote and was told herself; that it is the same answer is the point of a key.
    assert stored.status_code == 201
    assert stored.json()["title"] == "Secret?"
    assert send(client, "/api/v1/contributions", body, "another").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/api/v1/contributions", "/api/v1/groups", "/api/v1/files"])
def test_of_four_at_once_one_happens(path: str) -> None:
    client = api(make_person("ada"))

    answers = at_once(lambda: send(client, path, body_of(path, 1)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_answers_at_once_one_is_given_and_one_is_told() -> None:
    ada = make_person("ada")
    question = ask(ada, "Why does pump 7 leak?")
    OutboxEvent.objects.all().delete()
    client, path = api(ada), f"/api/v1/contributions/{question.pk}/replies"

    at_once(lambda: send(client, path, {"body": "Here."}))

    assert Reply.objects.count() == OutboxEvent.objects.count() == 1
    question.refresh_from_db()
    assert question.reply_count == 1
