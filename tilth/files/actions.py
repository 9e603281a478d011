"""Files that people attach. A file belongs to its owner until it is attached to a thing; from then
on whoever reads the thing reads the file.

keep      store an upload: take it in (looked at, decoded, bounded), then record it
attach    give files to a contribution or a reply
discard   bytes and row of what nobody has
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File as Bytes
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tilth.core.errors import Invalid
from tilth.core.typed import checked_line
from tilth.files.models import MAX_DESCRIPTION, MAX_NAME, File
from tilth.files.pictures import Made, made_anew
from tilth.files.sniff import HEAD, PICTURES, sniffed

type Content = "IO[bytes] | UploadedFile[Any]"
CHUNK = 256 * 1024


class TooLarge(Invalid):
    """More than the company lets one file have."""


@dataclass(frozen=True)
class Incoming:
    """An upload that was looked at. Its bytes are in a temporary place."""

    name: str
    type: str
    size: int
    content: IO[bytes]
    picture: Made | None


@contextmanager
def taken_in(content: Content, *, name: str) -> Iterator[Incoming]:
    """Looks at an upload and makes pictures of a picture, which may take seconds: to be done before
    a transaction, not in it. Raises Invalid with a sentence for the person."""
    name = clean_name(name)
    with ExitStack() as stack:
        copy, size, media_type = stack.enter_context(on_disk(content, name))
        if media_type not in PICTURES:
            yield Incoming(name, media_type, size, copy, None)
            return
        made = stack.enter_context(made_anew(copy, name))
        full = stack.enter_context(made.path().open("rb"))
        yield Incoming(name, "image/webp", made.path().stat().st_size, full, made)


@contextmanager
def on_disk(content: Content, name: str) -> Iterator[tuple[IO[bytes], int, str]]:
    """A copy of what is allowed, its size, and what its first bytes say it is."""
    with TemporaryFile(prefix="tilth-upload-") as copy:
        size = _copied(content, copy, name)
        head = copy.read(HEAD)
        copy.seek(max(0, size - HEAD))
        media_type = sniffed(head, copy.read(HEAD))
        copy.seek(0)
        yield copy, size, media_type


def _copied(content: Content, copy: IO[bytes], name: str) -> int:
    """How many bytes there are; no more are taken than may be."""
    size = 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > settings.MAX_UPLOAD:
            raise too_large(name)
        copy.write(chunk)
    if size == 0:
        raise Invalid(_("%(name)s is empty.") % {"name": name}, field="file")
    copy.seek(0)
    return size


def too_large(name: str) -> TooLarge:
    sentence = _("%(name)s is too large: at most %(most)s MB fit. Make it smaller or put a link.")
    values = {"name": clean_name(name), "most": settings.MAX_UPLOAD // 2**20}
    return TooLarge(sentence % values, field="file")


def keep(
    *,
    owner_id: int,
    name: str,
    content: Content,
    size: int | None = None,
    description: str = "",
    now: datetime,
) -> File:
    """Store an upload. Nobody but its owner has it until it is attached.

    size: what is said of it, so that one that is too large is not even looked at.
    """
    if size is not None and size > settings.MAX_UPLOAD:
        raise too_large(name)
    with taken_in(content, name=name) as incoming:
        return record(incoming, owner_id=owner_id, description=description, now=now)


def record(incoming: Incoming, *, owner_id: int, description: str = "", now: datetime) -> File:
    description = checked_line(description, field="description", most=MAX_DESCRIPTION)
    made = incoming.picture
    file = File(
        owner_id=owner_id,
        name=incoming.name,
        type=incoming.type,
        size=incoming.size,
        width=made.width if made else None,
        height=made.height if made else None,
        key=f"{now:%Y/%m}/{uuid4().hex}",
        description=description,
        created_at=now,
    )
    # The bytes first, then the row: of a killed upload a file is left over, never a row without.
    default_storage.save(file.key, Bytes(incoming.content))
    if made:
        save_smaller(file, made)
    file.save(force_insert=True)
    return file


def save_smaller(file: File, made: Made) -> None:
    for width in made.widths:
        with made.path(width).open("rb") as smaller:
            default_storage.save(file.key_of(width), Bytes(smaller))


def clean_name(name: str) -> str:
    """The last part, without what a file system, a header or a terminal might take amiss."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip(". ")
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: MAX_NAME - 20]}{dot}{ending[:19]}" if dot else name[:MAX_NAME]
    return name or "file"


@transaction.atomic
def attach(
    *,
    file_ids: Collection[int],
    owner_id: int,
    thing_type: str,
    thing_id: int,
    group_id: int | None,
    audience_id: int,
) -> None:
    """Give files to a thing. Only one's own, and only what belongs to nothing else yet."""
    wanted = set(file_ids)
    mine = File.objects.select_for_update().filter(pk__in=wanted, owner_id=owner_id, thing_type="")
    if len(mine) != len(wanted):
        raise Invalid(
            _("A file to attach is missing, or is attached already. Upload it again."),
            field="files",
        )
    mine.update(
        thing_type=thing_type, thing_id=thing_id, group_id=group_id, audience_id=audience_id
    )


def discard(file: File) -> None:
    """The bytes first: of a killed run a row is left over, which the next one takes up."""
    for key in file.keys:
        default_storage.delete(key)
    file.delete()
