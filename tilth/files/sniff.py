"""What the first bytes of a file say it is, whatever its name claims."""

import puremagic

HEAD = 8192
"""Bytes that are looked at."""
UNKNOWN = "application/octet-stream"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"})
"""What we decode, and show as what we made of it."""

# What a browser may play as it came. These bytes stand at the beginning and nowhere else: puremagic
# also guesses, and a guess must not decide what a browser opens.
_BRANDS = {b"avif": "image/avif", b"avis": "image/avif", b"M4A ": "audio/mp4", b"M4B ": "audio/mp4"}
_PLAYED_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ")
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
)
_OFFICE = {
    folder: f"application/vnd.openxmlformats-officedocument.{name}"
    for folder, name in (
        (b"ppt/", "presentationml.presentation"),
        (b"xl/", "spreadsheetml.sheet"),
        (b"word/", "wordprocessingml.document"),
    )
}
_OPEN_DOCUMENTS = {
    *(f"application/vnd.oasis.opendocument.{name}" for name in ("text", "spreadsheet")),
    *(f"application/vnd.oasis.opendocument.{name}" for name in ("presentation", "graphics")),
    "application/epub+zip",
}
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
PLAYED = frozenset(
    {"audio/mpeg", "audio/flac", "audio/wav", "audio/ogg", "audio/mp4"}
    | {"video/mp4", "video/webm", "video/ogg"}
)


def sniffed(head: bytes, tail: bytes = b"") -> str:
    """The media type of a file that begins and ends so, or a text, or unknown."""
    if head[:4] == b"PK\3\4":
        return _archive(head, tail)
    if certain := _certain(head):
        return certain
    found = _guessed(head)
    # Only what we are certain of is shown or played; a guess of the same name is none of it.
    if found:
        return UNKNOWN if found in PICTURES | PLAYED else found
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        # A letter cut in two at the end of the head is no sign of anything.
        if error.start < len(head) - 3:
            return UNKNOWN
        text = head[: error.start].decode()
    return UNKNOWN if "\0" in text else "text/plain"


def _certain(head: bytes) -> str:
    for beginning, media_type in _BEGINNINGS:
        if head.startswith(beginning):
            return media_type
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "")
    if head[:4] == b"OggS":
        return "video/ogg" if b"\x80theora" in head[:512] else "audio/ogg"
    if head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:64]:
        return "video/webm"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return _BRANDS.get(brand, "video/mp4" if brand in _PLAYED_BRANDS else "")
    # MPEG audio without a tag: eleven bits set, then version, layer III, and no forbidden rate.
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0:
        return "audio/mpeg"
    return ""


def _archive(head: bytes, tail: bytes) -> str:
    """Office files are archives, with the list of what is in them at the end."""
    if head[30:38] == b"mimetype":
        found = head[38:138].split(b"PK")[0].decode("ascii", "replace")
        return found if found in _OPEN_DOCUMENTS else "application/zip"
    if b"[Content_Types].xml" in head + tail:
        for folder, media_type in _OFFICE.items():
            if folder in head + tail:
                return media_type
    return "application/zip"


def _guessed(head: bytes) -> str:
    try:
        found: str = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError, IndexError):
        return ""
    return found[:100]


_ICONS = (
    ("image/", "image"),
    ("audio/", "file-music"),
    ("video/", "file-video-camera"),
    ("text/", "file-text"),
    ("application/pdf", "file-text"),
    ("application/rtf", "file-text"),
    ("application/json", "file-code"),
    ("application/xml", "file-code"),
)
_ICONS_BY_WORD = (
    ("presentation", "presentation"),
    ("powerpoint", "presentation"),
    ("sheet", "file-spreadsheet"),
    ("excel", "file-spreadsheet"),
    ("document", "file-text"),
    ("word", "file-text"),
    ("zip", "file-archive"),
    ("rar", "file-archive"),
    ("x-tar", "file-archive"),
    ("7z", "file-archive"),
    ("compressed", "file-archive"),
)


def icon_of(media_type: str) -> str:
    """The name of the drawing for files of a type; `frontend/icons.txt` lists which there are."""
    for beginning, icon in _ICONS:
        if media_type.startswith(beginning):
            return icon
    # “openxmlformats-officedocument” is in all of them.
    words = media_type.rpartition(".")[2] if "officedocument" in media_type else media_type
    return next((icon for word, icon in _ICONS_BY_WORD if word in words), "file")
