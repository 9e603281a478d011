"""The dumps that real sites gave out, read by nothing of ours. They are not part of this
repository: TILTH_TEST_DATA says where they are."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("TILTH_TEST_DATA") or ROOT.parent / "shared" / "data")
CONLANG = DATA / "01-qa" / "conlang.meta.stackexchange.com"
QUANTUM = DATA / "01-qa" / "quantumcomputing.stackexchange.com-2018.zip"
HOSTILE = DATA / "08-hostile"

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no test data in {DATA}; say where it is with TILTH_TEST_DATA"
)


def rows(dump: Path, file: str) -> list[dict[str, Any]]:
    """The attributes of each row; none where the dump lacks the file."""
    return list(_rows(dump, file))


def _rows(dump: Path, file: str) -> Iterator[dict[str, Any]]:
    try:
        stream = _opened(dump, file)
    except (KeyError, FileNotFoundError):
        return
    with stream:
        for element in ElementTree.parse(stream).getroot():  # noqa: S314  (data that we chose)
            yield dict(element.attrib)


def _opened(dump: Path, file: str) -> IO[bytes]:
    if dump.is_dir():
        return (dump / f"{file}.xml").open("rb")
    return zipfile.ZipFile(dump).open(f"{file}.xml")
