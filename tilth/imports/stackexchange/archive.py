"""The files of a dump, from a folder or a zip, opened so that nothing of them can do harm."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from tilth.core.errors import Refused

REQUIRED = ("Posts", "Users")
OPTIONAL = ("Comments", "PostHistory", "PostLinks", "Tags", "Votes", "Badges")
MOST_BYTES = 20 * 2**30  # of all files of a zip, unpacked
MOST_TIMES = 200  # unpacked to packed; XML packs to a tenth
# What reading a damaged file can fail with. ValueError: the encoding, too.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, NotImplementedError, RuntimeError, OverflowError),
)


class NotADump(Refused):
    """What was given cannot be imported. Says which file, what is wrong, and what to do."""


class Archive:
    """`names`: the files by their name in small letters; `folder`: where in the path they lie."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.is_dir():
                self.path = _with_posts(path)
                self.names = {
                    file.stem.lower(): file.name
                    for file in sorted(self.path.iterdir())
                    if file.suffix.lower() == ".xml" and file.is_file()
                }
            elif path.is_file():
                self.names = _names_in_zip(path)
            else:
                raise NotADump(f"{path} is not there. Give the folder or the zip of a dump.")
        except OSError as error:
            raise NotADump(f"{path} cannot be read: {error.strerror}.") from None
        for name in REQUIRED:
            if name.lower() not in self.names:
                raise NotADump(f"{path} has no {name}.xml, which every dump has.")

    @property
    def places(self) -> list[str]:
        """Names of folders and files that may say which site it is of, the nearest first."""
        inside = PurePosixPath(self.names["posts"]).parts[:-1]
        return [*reversed(inside), self.path.resolve().name, self.path.resolve().parent.name]

    def has(self, name: str) -> bool:
        return name.lower() in self.names

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        member = self.names[name.lower()]
        if self.path.is_dir():
            with (self.path / member).open("rb") as file:
                yield file
        else:
            with zipfile.ZipFile(self.path) as archive, archive.open(member) as packed:
                yield packed


def _with_posts(folder: Path) -> Path:
    """The folder, or the only one in it that has posts."""
    inside = [
        file.parent
        for file in (*folder.glob("*"), *folder.glob("*/*"))
        if file.name.lower() == "posts.xml"
    ]
    return inside[0] if len(inside) == 1 else folder


def _names_in_zip(path: Path) -> dict[str, str]:
    if not zipfile.is_zipfile(path):
        raise NotADump(f"{path} is neither a folder nor a zip. Unpack it, and give the folder.")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            broken = archive.testzip() if _checked(path, members) else None
    except BROKEN as error:
        raise NotADump(f"{path} cannot be unpacked: {error}.") from None
    if broken:
        raise NotADump(f"{path}: {broken} in it is damaged. Download it anew.")
    names: dict[str, str] = {}
    for member in members:
        name = PurePosixPath(member.filename)
        if name.suffix.lower() == ".xml" and not member.is_dir():
            if name.stem.lower() in names:
                raise NotADump(f"{path} has two files called {name.name}. Give one site at a time.")
            names[name.stem.lower()] = member.filename
    return names


def _checked(path: Path, members: list[zipfile.ZipInfo]) -> bool:
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        absolute = member.filename.startswith(("/", "\\")) or ":" in member.filename
        link = stat.S_ISLNK(member.external_attr >> 16)
        if ".." in parts or absolute or link:
            raise NotADump(f"{path}: {member.filename!r} in it leads out of it. Nothing was read.")
        if member.flag_bits & 1:
            raise NotADump(f"{path} is locked with a password. Unpack it, and give the folder.")
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise NotADump(f"{path} has two files of one name. Pack it anew.")
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > MOST_BYTES or size > MOST_TIMES * max(packed, 2**20):
        raise NotADump(f"{path} unpacks to {size} bytes. Unpack it, and give the folder.")
    return True
