from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tilth.conftest import NOON
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.people.models import Person

type Keep = Callable[..., File]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "kept"
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def kept(ada: Person) -> Keep:
    """Keep an upload of hers."""

    def keep_it(content: bytes, name: str = "a.jpg", **more: Any) -> File:
        return keep(owner_id=ada.pk, name=name, content=BytesIO(content), now=NOON, **more)

    return keep_it


def photo(
    width: int = 900, height: int = 600, form: str = "JPEG", *, turn: int = 1, place: bool = True
) -> bytes:
    """Red on the left and blue on the right, as the camera saw it, with what cameras write down."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "Canon"
    if place:
        exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    out = BytesIO()
    picture.save(out, form, exif=exif, comment=b"taken at Kirkhaven")
    return out.getvalue()


def opened(path: Path) -> Image.Image:
    picture = Image.open(path)
    picture.load()
    return picture
