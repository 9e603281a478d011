"""As large as a file may be: said before, and kept to while it comes in."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tilth.conftest import NOON, Person, api, sign_in
from tilth.contributions.models import Contribution
from tilth.files.actions import TooLarge, keep
from tilth.files.models import File

MOST = 1000


@pytest.fixture(autouse=True)
def small(settings: Any) -> None:
    settings.MAX_UPLOAD = MOST


def test_it_is_said_before(ada: Person, settings: Any) -> None:
    settings.MAX_UPLOAD = 7 * 2**20

    assert b"At most 7 MB each." in sign_in(ada).get("/questions/new/").content


def test_a_page_says_so_and_keeps_what_was_typed_and_what_fits(
    ada: Person, pumps: Any, folder: Path
) -> None:
    files = [SimpleUploadedFile("film.mp4", bytes(MOST + 1)), SimpleUploadedFile("a.txt", b"x")]
    typed = {"title": "Why does it leak?", "group": pumps.pk, "files": files}

    response = sign_in(ada).post("/questions/new/", typed)

    assert response.status_code == 413
    page = response.content.decode()
    assert "film.mp4 is too large: at most 0 MB fit." in page
    assert "Why does it leak?" in page
    assert "a.txt" in page
    assert [file.name for file in File.objects.all()] == ["a.txt"]
    assert not Contribution.objects.exists()
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_the_api_says_so(ada: Person) -> None:
    sent = {"file": SimpleUploadedFile("film.mp4", bytes(MOST + 1))}

    response = api(ada).post("/api/v1/files", sent)

    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"].startswith("film.mp4 is too large")
    assert not File.objects.exists()


def test_what_just_fits_is_taken(ada: Person) -> None:
    response = api(ada).post("/api/v1/files", {"file": SimpleUploadedFile("a.bin", bytes(MOST))})

    assert response.status_code == 201
    assert response.json()["size"] == MOST


@pytest.mark.parametrize("said", [None, 1, MOST + 1])
def test_whoever_calls_the_action_is_held_to_it_too(said: int | None, ada: Person) -> None:
    with pytest.raises(TooLarge):
        keep(owner_id=ada.pk, name="a", content=BytesIO(bytes(MOST + 1)), size=said, now=NOON)


def test_with_a_key_a_repeated_upload_is_one_file(ada: Person) -> None:
    def send() -> Any:
        sent = {"file": SimpleUploadedFile("a.bin", b"12345")}
        return api(ada).post("/api/v1/files", sent, headers={"Idempotency-Key": "k1"})

    assert send().json() == send().json()
    assert File.objects.count() == 1
