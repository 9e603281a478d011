"""Files that were made to do harm, or are merely broken, each through the upload and back.

A few of our own are tried always; those of the collection where TILTH_TEST_DATA leads to it.
"""

import os
import resource
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tilth.conftest import Person, api, share, sign_in
from tilth.files.models import File
from tilth.files.tests.conftest import photo

DATA = Path(os.environ.get("TILTH_TEST_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
FOLDERS = ("05-media", "08-hostile/zip", "08-hostile/svg", "08-hostile/xml")
SECONDS = 2.0
MEGABYTES = 300
HTML = b"<!doctype html><script>alert(1)</script>"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = b"".join(more) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + body


def zip_bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/zeros", bytes(20_000_000))
    return out.getvalue()


OURS: dict[str, bytes] = {
    "bomb.png": png(60_000, 60_000, bytes(1_000_000)),
    "flat.png": png(5000, 5000, bytes(15_001 * 5000)),  # as large as it may be, of 75 KB
    "short.png": png(4000, 4000, b"\0"),
    "text-bomb.png": png(
        2, 2, bytes(14), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(9_000_000)))
    ),
    "profile-bomb.png": png(
        2, 2, bytes(14), chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(9_000_000)))
    ),
    "screen-bomb.gif": b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2L\1\0;",
    "half.jpg": photo()[: len(photo()) // 2],
    "polyglot.jpg": photo() + HTML,
    "polyglot.gif": b"GIF89a/*" + HTML + b"*/=1;",
    "lying.png": HTML,
    "lying.jpg": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n<script>alert(1)</script>",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "laughs.xml": b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
    "bomb.zip": zip_bomb(),
    "empty.webp": b"RIFF\x12\0\0\0WEBPVP8L",
    "empty.mp3": b"\xff\xe3\x18\xc4",
    "header.avif": b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B",
    "../../../etc/passwd": b"root:x:0:0",
    "..\\..\\con.txt": b"x",
    "a\r\nSet-Cookie: b=c.txt": b"x",
    "\u202egnp.exe": b"MZ\x90\0",
    '"><script>alert(1)</script>.txt': b"x",
}


@pytest.mark.parametrize("name", OURS)
def test_ours_are_refused_or_tamed(name: str, ada: Person) -> None:
    assert list(faults(ada, name, OURS[name])) == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_those_of_the_collection_are_refused_or_tamed(folder: str, ada: Person) -> None:
    if not (DATA / folder).is_dir():
        pytest.skip(f"no {DATA / folder}: set TILTH_TEST_DATA to the folder of test data")
    paths = [path for path in sorted((DATA / folder).rglob("*")) if path.is_file()]
    assert paths

    found = [
        f"{path.relative_to(DATA)}: {fault}"
        for path in paths
        for fault in faults(ada, path.name, path.read_bytes())
    ]
    assert "\n".join(found) == ""


def faults(person: Person, name: str, content: bytes) -> Iterator[str]:
    """What is wrong with how an upload is answered, or with what becomes of it."""
    before = cost()
    answer: Any = api(person).post("/api/v1/files", {"file": SimpleUploadedFile(name, content)})
    if cost() - before > SECONDS:
        yield f"takes {cost() - before:.1f} s of processor"
    # A child begins as this process, whose size then counts as its own.
    if biggest_child() > max(MEGABYTES, size_of_this()):
        yield f"a child took {biggest_child()} MB"
    if answer.status_code == 422:
        if not answer.json()["detail"].endswith("."):
            yield "is refused without a sentence"
        return
    if answer.status_code != 201:
        yield f"is answered with {answer.status_code}"
        return
    file = File.objects.get(pk=answer.json()["id"])
    update = share(person, "Look", files=[file.pk])
    page = sign_in(person).get(update.get_absolute_url())
    if page.status_code != 200 or b"<script>alert" in page.content:
        yield "breaks its page"
    yield from faults_of_answer(sign_in(person).get(file.get_absolute_url()), file)


def faults_of_answer(served: Any, file: File) -> Iterator[str]:
    content = b"".join(served)
    inline = served.headers["Content-Disposition"].startswith("inline")
    kind = served.headers["Content-Type"].split("/")[0]
    if inline and not (
        kind in {"audio", "video"} or served.headers["Content-Type"] == "image/webp"
    ):
        yield f"is opened as {served.headers['Content-Type']}"
    if file.is_picture and content[8:12] != b"WEBP":
        yield "is a picture that we did not make"
    if file.is_picture and b"<script" in content:
        yield "is a picture with a script in it"
    if not served.headers["Content-Security-Policy"].endswith("sandbox"):
        yield "is served without a sandbox"
    if served.headers["X-Content-Type-Options"] != "nosniff":
        yield "may be taken for something else"
    if len(content) != int(served.headers["Content-Length"]):
        yield "is served with a wrong length"


def cost() -> float:
    """Seconds of processor of this process and of those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def size_of_this() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def biggest_child() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
