"""Pictures are decoded in a process of their own and made anew: upright, without where and with
what they were taken, in a few sizes. What came is not kept."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import IO, Any

from django.utils.translation import gettext as _

from tilth.core.errors import Invalid
from tilth.files.models import WIDTHS

LONGEST = 4096
"""Pixels of the longer side of the large one: a photograph of twelve million whole."""
MOST_PIXELS = 25_000_000
MOST_BYTES = 400 * 2**20
"""Of address space. The largest that is taken has 230 million in memory at once."""
MOST_SECONDS = 4
"""Of processor; the largest that is taken needs 1.5."""
PATIENCE = 15.0
"""Seconds by the clock, on a machine that has other things to do."""
AT_ONCE = 2
IN_LINE = 8
"""Worked on or waiting. Each holds one of the sixteen threads of pages: of more that come at once
those are sent away that came last, and not the whole site made to wait. A browser sends six."""

_child = Path(__file__).with_name("child.py")
_places = BoundedSemaphore(AT_ONCE)
_line = BoundedSemaphore(IN_LINE)


@dataclass(frozen=True)
class Made:
    """WebP in a folder that is removed afterwards."""

    width: int
    height: int
    folder: Path
    widths: tuple[int, ...]

    def path(self, width: int | None = None) -> Path:
        return self.folder / (f"{width}.webp" if width else "full.webp")


@contextmanager
def made_anew(
    content: IO[bytes],
    name: str,
    *,
    widths: tuple[int, ...] = WIDTHS,
    ratio: tuple[int, int] | None = None,
) -> Iterator[Made]:
    """`content` is a file on disk at its beginning. Raises Invalid with a sentence where nothing
    can be made of it. At most AT_ONCE are worked on; who finds no place in time is told so."""
    with TemporaryDirectory(prefix="tilth-picture-") as folder:
        with _a_place(name):
            told = _ask_child(content, folder, widths, ratio)
        if "fault" in told:
            raise Invalid(_sentence(told, name), field="file")
        yield Made(told["width"], told["height"], Path(folder), tuple(told["widths"]))


@contextmanager
def _a_place(name: str) -> Iterator[None]:
    if not _line.acquire(blocking=False):
        raise _too_many(name)
    try:
        if not _places.acquire(timeout=PATIENCE):
            raise _too_many(name)
        try:
            yield
        finally:
            _places.release()
    finally:
        _line.release()


def _too_many(name: str) -> Invalid:
    sentence = _("Many pictures are coming in just now. Send %(name)s again in a minute.")
    return Invalid(sentence % {"name": name}, field="file")


def _ask_child(
    content: IO[bytes], folder: str, widths: tuple[int, ...], ratio: tuple[int, int] | None
) -> dict[str, Any]:
    wanted = {
        "folder": folder,
        "widths": widths,
        "longest": LONGEST,
        "ratio": ratio,
        "pixels": MOST_PIXELS,
        "bytes": MOST_BYTES,
        "seconds": MOST_SECONDS,
    }
    try:
        done = subprocess.run(  # noqa: S603  (our own program; the picture is its input)
            [sys.executable, "-I", str(_child), json.dumps(wanted)],
            stdin=content,
            capture_output=True,
            timeout=PATIENCE,
            env={},
            cwd=folder,
            check=True,
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {"fault": "memory"}  # it was stopped at one of its bounds, or fell over
    return told


def _sentence(told: dict[str, Any], name: str) -> str:
    if told["fault"] == "pixels":
        return _("%(name)s has %(have)s megapixels; at most %(most)s fit. Make it smaller.") % {
            "name": name,
            "have": told["pixels"] // 1_000_000 + 1,
            "most": MOST_PIXELS // 1_000_000,
        }
    if told["fault"] == "memory":
        return _(
            "%(name)s takes more work to open than a picture may. Save it anew, smaller or as JPEG."
        ) % {"name": name}
    return _(
        "%(name)s is no whole picture, although it begins like one. Save it anew, then attach that."
    ) % {"name": name}
