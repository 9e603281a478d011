"""The rows of a file, one after another: a file is never held whole."""

from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from tilth.imports.stackexchange.archive import BROKEN, Archive, NotADump
from tilth.imports.stackexchange.attributes import Attributes

MOST_OF_A_ROW = 32 * 2**20  # bytes between the ends of two rows; real ones have some thousands


class _Watched:
    """A stream that gives up where a row does not end, which would have to be held in memory."""

    def __init__(self, stream: IO[bytes], file: str) -> None:
        self.stream, self.file = stream, file
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.since += len(data)
        if self.since > MOST_OF_A_ROW:
            raise NotADump(f"{self.file}.xml has a row of more than {MOST_OF_A_ROW} bytes.")
        return data


def rows[R](archive: Archive, file: str, read: Callable[[Attributes], R]) -> Iterator[R]:
    """The rows of a file, which may be missing. Raises NotADump in one line."""
    if not archive.has(file):
        return
    try:
        with archive.open(file) as stream:
            for values in _rows(_Watched(stream, file), file):
                yield read(Attributes(file, values))
    except DefusedXmlException:
        raise NotADump(
            f"{file}.xml declares entities, which no dump does. Nothing was read."
        ) from None
    except (ParseError, LookupError, *BROKEN) as error:
        raise NotADump(f"{file}.xml is damaged: {error}. Download it anew.") from None


def _rows(stream: _Watched, file: str) -> Iterator[dict[str, str]]:
    root: Any = None
    depth = 0
    # Nothing stays in memory: other elements than rows are refused, and rows are let go.
    for event, element in ElementTree.iterparse(stream, events=("start", "end"), forbid_dtd=True):
        stream.since = 0
        if event == "end":
            depth -= 1
            if depth == 1:
                yield dict(element.attrib)
                root.clear()
            continue
        depth += 1
        tag = str(element.tag)
        if depth == 1:
            root = element
            if tag.lower() != file.lower():
                raise NotADump(f"{file}.xml begins with <{tag[:40]}>, not <{file.lower()}>.")
        elif depth > 2 or tag != "row":
            raise NotADump(f"{file}.xml has <{tag[:40]}> where only rows should be.")
