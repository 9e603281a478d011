from collections.abc import Collection
from datetime import datetime
from typing import IO, Any
from uuid import uuid4

import puremagic
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tilth.core.errors import Invalid
from tilth.files.models import MAX_NAME, File

MAX_SIZE = 25 * 1024 * 1024
HEAD = 8192
UNKNOWN = "application/octet-stream"


def keep(
    *, owner_id: int, name: str, content: "IO[bytes] | UploadedFile[Any]", size: int, now: datetime
) -> File:
    """Store an upload. Nobody but its owner has it until it is attached."""
    name = clean_name(name)
    if size > MAX_SIZE:
        raise Invalid(
            _("%(name)s has %(size)s MB; at most %(most)s MB fit. Make it smaller or put a link.")
            % {"name": name, "size": size // 2**20 + 1, "most": MAX_SIZE // 2**20},
            field="file",
        )
    if size == 0:
        raise Invalid(_("%(name)s is empty.") % {"name": name}, field="file")
    head = content.read(HEAD)
    content.seek(0)
    # The bytes first, then the row: of a killed upload a file is left over, never a row without.
    key = default_storage.save(f"{now:%Y/%m}/{uuid4().hex}", content)
    return File.objects.create(
        owner_id=owner_id, name=name, type=sniffed(head), size=size, key=key, created_at=now
    )


def clean_name(name: str) -> str:
    """The last part, without what a file system, a header or a terminal might take amiss."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip(". ")
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: MAX_NAME - 20]}{dot}{ending[:19]}" if dot else name[:MAX_NAME]
    return name or "file"


def sniffed(head: bytes) -> str:
    """The media type that the first bytes tell, or a text, or unknown."""
    try:
        found: str = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError, IndexError):
        found = ""
    if found:
        return found[:100]
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        # A letter cut in two at the end of the head is no sign of anything.
        if error.start < len(head) - 3:
            return UNKNOWN
        text = head[: error.start].decode()
    return UNKNOWN if "\0" in text else "text/plain"


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
