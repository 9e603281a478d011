"""Pages and what the API says are sent small; files as they are."""

import gzip

import pytest
from django.test import Client

from tilth.conftest import sign_in
from tilth.people.models import Person

pytestmark = pytest.mark.django_db
SMALL = {"Accept-Encoding": "gzip, br"}


def test_a_page_is_a_third_of_its_bytes(ada: Person) -> None:
    client = sign_in(ada)
    answer = client.get("/groups/", headers=SMALL)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert 3 * len(answer.content) < len(gzip.decompress(answer.content))


def test_who_cannot_unpack_it_gets_it_as_it_is(ada: Person) -> None:
    answer = sign_in(ada).get("/groups/")
    assert "Content-Encoding" not in answer.headers
    assert answer.content.startswith(b"<!doctype html>")


def test_other_text_is_sent_as_it_is(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=SMALL).headers
