"""How files are handed out: nothing that a browser would run, and each time asked anew."""

from typing import Any

import pytest
from django.core.files.storage import default_storage

from tilth.conftest import NOON, Person, ask, sign_in
from tilth.contributions.actions import revise
from tilth.contributions.models import Contribution
from tilth.files.tests.conftest import Keep, photo
from tilth.groups.membership import remove

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
SAVED = {
    "drawing.svg": (SVG, "image/svg+xml"),
    "photo.png": (HTML, "text/html"),
    "page.html": (HTML, "text/html"),
    "letter.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    "notes.txt": (b"Turn it off first.", "text/plain"),
    "data.bin": (bytes(range(256)), "application/octet-stream"),
    "fake.gif": (b"\0GIF89a" + HTML, "application/octet-stream"),
}
OPENED = {
    "talk.wav": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "audio/wav"),
    "talk.mp3": (b"ID3\x04\0\0\0\0\0\0" + bytes(40), "audio/mpeg"),
    "talk.m4a": (b"\0\0\0\x20ftypM4A \0\0\0\0" + bytes(40), "audio/mp4"),
    "film.mp4": (b"\0\0\0\x20ftypisom\0\0\2\0" + bytes(40), "video/mp4"),
    "film.webm": (b"\x1aE\xdf\xa3@ B\x86\x81\x01B\x82\x84webm" + bytes(40), "video/webm"),
    "talk.ogg": (b"OggS\0\2" + bytes(60), "audio/ogg"),
}


def answer(person: Person, file: Any, query: str = "", **headers: str) -> Any:
    """Read to its end, which closes the file."""
    response: Any = sign_in(person).get(f"{file.get_absolute_url()}{query}", headers=headers)
    response.bytes = b"".join(response) if response.streaming else response.content
    return response


@pytest.mark.parametrize("name", SAVED)
def test_it_is_saved_and_not_opened(name: str, kept: Keep, ada: Person) -> None:
    content, media_type = SAVED[name]
    response = answer(ada, kept(content, name))

    assert response.headers["Content-Type"].split(";")[0] == media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert_tamed(response)
    assert response.bytes == content


@pytest.mark.parametrize("name", OPENED)
def test_sound_and_film_may_be_played(name: str, kept: Keep, ada: Person) -> None:
    content, media_type = OPENED[name]
    response = answer(ada, kept(content, name))

    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert_tamed(response)


def assert_tamed(response: Any) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_opened_in_the_size_that_is_asked_for(kept: Keep, ada: Person) -> None:
    file = kept(photo(), "Hall 3.JPG")

    sizes = {
        query: len(answer(ada, file, query).bytes)
        for query in ("", "?width=800", "?width=400", "?width=401", "?width=x", "?width=²")
    }
    assert sizes["?width=400"] < sizes["?width=800"] < sizes[""] == file.size
    assert sizes["?width=401"] == sizes["?width=x"] == sizes["?width=²"] == sizes[""]
    response = answer(ada, file)
    assert response.headers["Content-Disposition"] == 'inline; filename="Hall 3.webp"'
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_a_browser_that_has_it_is_not_sent_it_again(kept: Keep, ada: Person) -> None:
    file = kept(photo())
    etag = answer(ada, file).headers["ETag"]

    again = answer(ada, file, if_none_match=etag)
    other = answer(ada, file, "?width=400", if_none_match=etag)

    assert (again.status_code, again.bytes) == (304, b"")
    assert other.status_code == 200


def test_whoever_is_removed_is_not_even_told_that_it_is_the_same(
    kept: Keep, ada: Person, grace: Person, gil: Person, question: Contribution
) -> None:
    file = kept(photo())
    revise(question, actor_id=ada.pk, files=[file.pk], now=NOON)
    first = answer(grace, file)
    assert first.status_code == 200

    remove(actor_id=gil.pk, group=question.group, person_id=grace.pk)

    assert answer(grace, file, if_none_match=first.headers["ETag"]).status_code == 404
    assert answer(grace, file, "?width=400").status_code == 404


def test_a_page_shows_them_by_what_they_are(kept: Keep, ada: Person) -> None:
    files = [
        kept(photo(), "seal.jpg", description="The seal, from below"),
        kept(OPENED["talk.mp3"][0], "talk.mp3"),
        kept(OPENED["film.mp4"][0], "film.mp4"),
        kept(SAVED["letter.pdf"][0], "letter.pdf"),
        kept(SVG, "drawing.svg"),
    ]
    question = ask(ada, "Why?", files=[file.pk for file in files])

    page = sign_in(ada).get(question.get_absolute_url()).content.decode()

    url = files[0].get_absolute_url()
    assert f'srcset="{url}?width=400 400w, {url}?width=800 800w, {url}?width=900 900w"' in page
    assert 'width="900" height="600" alt="The seal, from below"' in page
    assert f'<audio controls preload="metadata" src="{files[1].get_absolute_url()}"' in page
    assert f'<video controls preload="metadata" src="{files[2].get_absolute_url()}"' in page
    assert f'<a href="{files[3].get_absolute_url()}" download>letter.pdf</a>' in page
    assert page.count("drawing.svg") == 2  # its address and its name, in a line
    assert "<img" not in page.split("drawing.svg")[0].rsplit("<li>", 1)[1]


def test_a_row_without_its_bytes_is_not_there(kept: Keep, ada: Person) -> None:
    """Its process was killed after the bytes were thrown away, or a disk was lost."""
    file = kept(photo())
    for key in file.keys:
        default_storage.delete(key)

    assert answer(ada, file).status_code == 404
    assert answer(ada, file, "?width=400").status_code == 404
