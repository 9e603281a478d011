"""What a file is by its bytes, and what is drawn beside it."""

import zipfile
from io import BytesIO

import pytest

from tilth.files.sniff import HEAD, icon_of, sniffed

OFFICE = "application/vnd.openxmlformats-officedocument"


def archive(*names: str, mimetype: str = "") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, b"x" * 9000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "icon"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), f"{OFFICE}.wordprocessingml.document", "file-text"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), f"{OFFICE}.spreadsheetml.sheet", "file-spreadsheet"),
        (archive("[Content_Types].xml", "ppt/slide.xml"), f"{OFFICE}.presentationml.presentation", "presentation"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet", "file-spreadsheet"),
        (archive(mimetype="text/html"), "application/zip", "file-archive"),
        (archive("drawing.dwg"), "application/zip", "file-archive"),
        (b"%PDF-1.7\n", "application/pdf", "file-text"),
        ("Größe".encode(), "text/plain", "file-text"),
        (("x" * (HEAD - 1) + "ö").encode()[:HEAD], "text/plain", "file-text"),
        (bytes(range(256)), "application/octet-stream", "file"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heif", "image"),
        (b"OggS\0\2" + bytes(22) + b"\x01\x1e\x80theora", "video/ogg", "file-video-camera"),
        (b"RIFF\0\0\0\0AVI LIST", "video/avi", "file-video-camera"),
        (b"\xff\xfb\x90\x64", "audio/mpeg", "file-music"),
    ],
)  # fmt: skip
def test_its_bytes_say(content: bytes, media_type: str, icon: str) -> None:
    assert sniffed(content[:HEAD], content[-HEAD:]) == media_type
    assert icon_of(media_type) == icon


@pytest.mark.parametrize(
    "head", [b"\xff\xff\xff\xff", b"\xff\xe1\x00\x00", b"\xff\xfb\xf0\x00", b"ID", b""]
)
def test_a_likeness_is_not_enough(head: bytes) -> None:
    assert not sniffed(head).startswith("audio/")
