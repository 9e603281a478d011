"""The form in which something is put in: what it begins with, and what stays when it changes."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tilth.conftest import NOON, sign_in, text_of
from tilth.contributions.models import Contribution
from tilth.files.models import File
from tilth.groups.actions import create_group
from tilth.groups.models import Group
from tilth.people.models import Person


def value_of(page: str, name: str) -> str:
    return text_of(page, f"id_{name}")


@pytest.mark.parametrize(
    ("path", "title", "body"),
    [
        ("/questions/new/?words=Why%3F", "Why?", ""),
        ("/questions/new/?words=Why%3F%0ASince+Monday.", "Why?", "Since Monday."),
        ("/questions/new/?words=" + "x" * 201, "", "x" * 201),
        ("/updates/new/?words=It+held.", "", "It held."),
        ("/questions/new/", "", ""),
    ],
)
def test_what_was_typed_into_the_empty_line_is_carried_on(
    path: str, title: str, body: str, ada: Person
) -> None:
    page = sign_in(ada).get(path).content.decode()

    assert (value_of(page, "title"), value_of(page, "body")) == (title, body)


def pressed(page: str) -> str:
    found = re.findall(r'name="begin" value="(\w+)"[^>]*aria-pressed="true"', page)
    assert len(found) == 1
    return str(found[0])


def test_thanks_is_an_update_with_its_sort(ada: Person) -> None:
    page = sign_in(ada).get("/updates/new/?begin=thanks").content.decode()

    assert pressed(page) == "thanks"
    assert '<option value="thanks" selected>' in page


def test_another_kind_keeps_what_is_typed(pumps: Group, ada: Person) -> None:
    typed = {
        "title": "Why?",
        "body": "Slowly.",
        "tags": "seals",
        "tried": "Tape",
        "group": pumps.pk,
    }
    client = sign_in(ada)

    update = client.post("/updates/new/", {**typed, "begin": "update"}).content.decode()
    back = client.post(
        "/questions/new/", {**typed, "sort": "experience", "begin": "question"}
    ).content.decode()

    assert (value_of(update, "title"), value_of(update, "body")) == ("Why?", "Slowly.")
    assert '<input type="hidden" name="tried" value="Tape">' in update
    assert '<option value="experience" selected>' in update
    assert f'<option value="{pumps.pk}" selected>' in update
    assert (pressed(update), pressed(back)) == ("update", "question")
    assert value_of(back, "tried") == "Tape"
    assert not Contribution.objects.exists()


def test_another_kind_keeps_the_files(ada: Person, settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    notes = SimpleUploadedFile("notes.txt", b"of the pump")

    page = sign_in(ada).post("/updates/new/", {"begin": "update", "files": notes}).content.decode()

    assert f'name="kept_files" value="{File.objects.get().pk}"' in page


def test_a_file_that_does_not_fit_is_said_when_the_kind_changes(ada: Person) -> None:
    empty = SimpleUploadedFile("notes.txt", b"")
    empty.file = BytesIO()

    answer = sign_in(ada).post("/updates/new/", {"begin": "update", "title": "It", "files": empty})

    assert "is empty" in answer.content.decode()


def test_the_smallest_group_is_chosen_and_says_who_reads(
    pumps: Group, ada: Person, gus: Person, gil: Person
) -> None:
    from tilth.groups.membership import let_in

    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, now=NOON)
    small = create_group(
        actor_id=ada.pk, name="Small", visibility="hidden", rule="Kindly.", now=NOON
    )
    client = sign_in(ada)

    page = client.get("/questions/new/").content.decode()
    other = client.get(f"/compose/audience/?group={pumps.pk}").content.decode()

    assert f'<option value="{small.pk}" selected>Small, 1 member</option>' in page
    assert "1 person reads it" in page
    assert "Kindly." in page
    assert page.index("Small, 1") < page.index("Pump maintenance, 4") < page.index("All colleagues")
    assert "3 people read it" in other
    assert "1 guest from Dornfeld" in other
