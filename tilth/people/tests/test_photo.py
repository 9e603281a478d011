"""A photograph of a person: shown wherever their face is, and to whoever may see them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tilth.conftest import LATER, sign_in
from tilth.files.tests.conftest import opened, photo
from tilth.groups.membership import let_in, remove
from tilth.groups.models import Group
from tilth.people.models import Person

EDIT = "/people/me/edit/"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "kept"
    return Path(settings.MEDIA_ROOT)


def upload(person: Person, content: bytes | None = None, name: str = "me.jpg", **more: str) -> Any:
    file = SimpleUploadedFile(name, content or photo(500, 400))
    return sign_in(person).post(EDIT, {"job": "fitter", "photo": file, **more})


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_it_is_shown_in_place_of_a_face(ada: Person, grace: Person, folder: Path) -> None:
    assert upload(ada, face="kofi").status_code == 302

    ada.refresh_from_db()
    page = sign_in(grace).get(ada.get_absolute_url()).content.decode()
    listed = sign_in(grace).get("/people/").content.decode()
    assert f'src="/people/{ada.pk}/photo/?v={ada.photo[-8:]}&amp;large"' in page
    assert f"/people/{ada.pk}/photo/?v=" in listed
    assert "faces/kofi" not in page
    assert [opened(path).size for path in files(folder)] == [(240, 288), (90, 108)]
    assert not [path for path in files(folder) if b"Canon" in path.read_bytes()]


@pytest.mark.parametrize(("query", "width"), [("", 90), ("?large", 240)])
def test_who_may_see_them_has_it(
    query: str, width: int, ada: Person, grace: Person, tmp_path: Path
) -> None:
    upload(ada)

    response = sign_in(grace).get(f"/people/{ada.pk}/photo/{query}")

    (tmp_path / "got").write_bytes(b"".join(response))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert opened(tmp_path / "got").width == width


def test_a_guest_has_it_as_long_as_they_are_in_a_group_with_them(
    ada: Person, gus: Person, gil: Person, pumps: Group
) -> None:
    upload(ada)
    client = sign_in(gus)
    path = f"/people/{ada.pk}/photo/"
    assert client.get(path).status_code == 404

    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, now=LATER)
    first = client.get(path)
    assert (first.status_code, len(b"".join(first)) > 0) == (200, True)

    remove(actor_id=gil.pk, group=pumps, person_id=gus.pk)
    assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 404


def test_of_a_former_colleague_it_goes_with_the_name(
    ada: Person, grace: Person, settings: Any
) -> None:
    upload(ada)
    Person.objects.filter(pk=ada.pk).update(left_at=LATER)
    settings.FORMER_COLLEAGUES = "unnamed"

    assert sign_in(grace).get(f"/people/{ada.pk}/photo/").status_code == 404
    assert "/photo/" not in sign_in(grace).get(ada.get_absolute_url()).content.decode()


def test_another_one_takes_its_place_and_nothing_is_left(
    ada: Person, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload(ada)
    first = files(folder)
    with django_capture_on_commit_callbacks(execute=True):
        upload(ada, photo(300, 300))

    assert len(files(folder)) == 2
    assert not set(first) & set(files(folder))


def test_it_can_be_taken_away(
    ada: Person, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload(ada, face="kofi")
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(ada).post(EDIT, {"job": "fitter", "face": "kofi", "remove_photo": "on"})

    ada.refresh_from_db()
    assert (ada.photo, files(folder)) == ("", [])
    assert "faces/kofi" in sign_in(ada).get(ada.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n", "is no picture that can be shown"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is no picture that can be shown"),
        (photo()[:900], "is no whole picture"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    content: bytes, sentence: str, ada: Person, folder: Path
) -> None:
    response = upload(ada, content)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    ada.refresh_from_db()
    assert (ada.photo, ada.job) == ("", "")


def test_what_is_too_large_is_refused_with_a_sentence(ada: Person, settings: Any) -> None:
    settings.MAX_UPLOAD = 1000

    response = upload(ada, bytes(1001))

    assert response.status_code == 413
    assert "me.jpg is too large" in response.content.decode()
