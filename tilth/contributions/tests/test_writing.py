"""What the editor asks the server: the preview, what was pasted, files kept before they are sent."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tilth.conftest import sign_in
from tilth.contributions.models import Contribution
from tilth.core.text import MAX_BODY
from tilth.core.text.pasted import MAX_PASTED
from tilth.files.models import File
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group
from tilth.people.models import Person


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_the_preview_is_what_the_page_will_show(ada: Person, grace: Person) -> None:
    typed = {"body": "*Slowly*, @grace.\n\n<script>alert(1)</script>"}

    page = sign_in(ada).post("/compose/preview/", typed).content.decode()

    assert "<em>Slowly</em>" in page
    assert f'href="{grace.get_absolute_url()}"' in page
    assert "<script" not in page
    assert not Contribution.objects.exists()


def test_the_preview_shows_nobody_a_guest_does_not_meet(gus: Person, grace: Person) -> None:
    page = sign_in(gus).post("/compose/preview/", {"body": "@grace"}).content.decode()

    assert "@grace" in page
    assert "href" not in page


def test_a_preview_of_nothing_and_of_too_much(ada: Person) -> None:
    client = sign_in(ada)

    assert "nothing to show" in client.post("/compose/preview/").content.decode()
    long = client.post("/compose/preview/", {"body": "x" * (MAX_BODY + 1)})
    assert (long.status_code, "at most" in long.content.decode()) == (422, True)
    assert client.post("/compose/preview/", {"body": "a\0b"}).status_code == 422


def test_what_is_pasted_comes_back_as_markdown(ada: Person) -> None:
    client = sign_in(ada)

    said = client.post("/compose/pasted/", {"html": "<p><b>cold</b></p>"}).json()
    long = client.post("/compose/pasted/", {"html": "x" * (MAX_PASTED + 1)})

    assert said == {"markdown": "**cold**"}
    assert long.status_code == 422


def test_a_file_is_kept_and_goes_along_with_the_form(ada: Person) -> None:
    client = sign_in(ada)
    notes = SimpleUploadedFile("notes.txt", b"of the pump")

    kept = client.post("/compose/files/", {"file": notes}).json()
    client.post("/updates/new/", {"body": "Look.", "kept_files": kept["id"]})

    file = File.objects.get()
    assert kept == {
        "id": file.pk,
        "name": "notes.txt",
        "type": "text/plain",
        "size": 11,
        "url": file.get_absolute_url(),
    }
    assert file.thing_id == Contribution.objects.get().pk


def test_a_file_that_is_not_kept_says_why(ada: Person) -> None:
    client = sign_in(ada)

    empty = client.post("/compose/files/", {"file": SimpleUploadedFile("a.txt", b"")})
    none = client.post("/compose/files/")

    assert (empty.status_code, none.status_code) == (422, 422)
    assert empty.json()["fault"]
    assert not File.objects.exists()


def test_only_ones_own_files_that_wait_are_listed(ada: Person, grace: Person) -> None:
    notes = SimpleUploadedFile("notes.txt", b"of the pump")
    kept = sign_in(ada).post("/compose/files/", {"file": notes}).json()
    path = f"/compose/files/?id={kept['id']}&id=x&id=999999"

    assert sign_in(ada).get(path).json() == {"items": [kept]}
    assert sign_in(grace).get(path).json() == {"items": []}


@pytest.mark.parametrize("path", ["preview", "pasted", "files"])
def test_it_wants_somebody_signed_in_and_a_form_of_ours(path: str, ada: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert Client().post(f"/compose/{path}/").status_code == 302
    assert strict.post(f"/compose/{path}/").status_code == 403


@pytest.mark.parametrize("path", ["preview", "pasted"])
def test_looking_is_not_asking(path: str, ada: Person) -> None:
    assert sign_in(ada).get(f"/compose/{path}/").status_code == 405


def test_a_guest_is_not_told_how_many_work_here(pumps: Group, gil: Person, gus: Person) -> None:
    now = timezone.now()
    yard = create_group(actor_id=gil.pk, name="Yard", visibility="open", now=now)
    let_in(actor_id=gil.pk, group=yard, person_id=gus.pk, now=now)
    path = f"/compose/audience/?group={yard.pk}"

    told = sign_in(gus).get(path).content.decode()

    assert "Every employee can read it." in told
    assert not re.search(r"\d+ (person|people)", told)
    assert re.search(r"\d+ (person|people)", sign_in(gil).get(path).content.decode())
