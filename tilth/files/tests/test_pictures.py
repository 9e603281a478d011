"""What is shown of a picture: upright, without where it was taken, in a few sizes."""

from pathlib import Path
from time import monotonic

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tilth.core.errors import Invalid
from tilth.files import pictures
from tilth.files.actions import discard
from tilth.files.tests.conftest import Keep, opened, photo

PLACES = (b"Exif", b"Canon", b"GPS", b"Kirkhaven", b"XMP", b"ICCP")


def path_of(key: str) -> Path:
    return Path(default_storage.path(key))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_is_webp_and_says_nothing_beside_the_picture(form: str, kept: Keep) -> None:
    came = photo(form=form)
    assert b"Canon" in came  # the positive control

    file = kept(came, f"hall 3.{form.lower()}")

    assert (file.type, file.width, file.height) == ("image/webp", 900, 600)
    assert file.name == f"hall 3.{form.lower()}"
    for key in file.keys:
        stored = path_of(key).read_bytes()
        assert stored[8:12] == b"WEBP"
        assert not [place for place in PLACES if place in stored]
    assert file.size == path_of(file.key).stat().st_size


def test_it_comes_in_a_few_sizes_and_never_larger_than_it_was(kept: Keep) -> None:
    file = kept(photo(900, 600))

    sizes = {key.rpartition("-")[2]: opened(path_of(key)).size for key in file.keys[1:]}
    assert sizes == {"400": (400, 267), "800": (800, 533)}
    assert opened(path_of(file.key)).size == (900, 600)
    assert file.srcset.count("w, ") == 2


def test_what_is_very_large_is_made_smaller(kept: Keep) -> None:
    file = kept(photo(5000, 1000))

    assert (file.width, file.height) == (4096, 819)


# Where the camera's left and right are, once it is upright: (left or top, right or bottom).
TURNED = {
    1: ("red", "blue", "across"),
    2: ("blue", "red", "across"),
    3: ("blue", "red", "across"),
    4: ("red", "blue", "across"),
    5: ("red", "blue", "down"),
    6: ("red", "blue", "down"),
    7: ("blue", "red", "down"),
    8: ("blue", "red", "down"),
}


@pytest.mark.parametrize("turn", TURNED)
def test_it_is_upright(turn: int, kept: Keep) -> None:
    file = kept(photo(90, 60, turn=turn))
    picture = opened(path_of(file.key)).convert("RGB")

    first, second, way = TURNED[turn]
    assert picture.size == ((90, 60) if way == "across" else (60, 90)) == (file.width, file.height)
    width, height = picture.size
    ends = ((9, height // 2), (width - 9, height // 2))
    if way == "down":
        ends = ((width // 2, 9), (width // 2, height - 9))
    assert [name_of(picture.getpixel(end)) for end in ends] == [first, second]


def name_of(colour: object) -> str:
    red, _green, blue = colour  # type: ignore[misc]
    return "red" if red > blue else "blue"


def test_see_through_stays_so(kept: Keep, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(path)

    file = kept(path.read_bytes(), "a.png")

    assert opened(path_of(file.key)).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("mode", "form"), [("CMYK", "JPEG"), ("L", "PNG"), ("I;16", "PNG"), ("1", "PNG"), ("P", "GIF")]
)
def test_every_way_to_write_colours_is_read(
    mode: str, form: str, kept: Keep, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    Image.new(mode, (30, 20)).save(path, form)

    assert kept(path.read_bytes()).width == 30


def test_what_is_no_whole_picture_is_refused_with_a_sentence(kept: Keep, folder: Path) -> None:
    with pytest.raises(Invalid, match=r"^a\.jpg is no whole picture.*\.$"):
        kept(photo()[:2000])

    assert not list(folder.rglob("*"))


def test_a_bomb_is_refused_before_it_is_opened(kept: Keep, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("1", (60_000, 20_000)).save(path)

    assert path.stat().st_size < 200_000
    with pytest.raises(Invalid, match="1201 megapixels; at most 25 fit"):
        kept(path.read_bytes(), "a.png")


def test_what_needs_too_much_memory_is_stopped(kept: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 170 * 2**20)

    with pytest.raises(Invalid, match="more work"):
        kept(photo(5000, 4900))


def test_what_takes_too_long_is_stopped(kept: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)

    with pytest.raises(Invalid, match="more work"):
        kept(photo())
    assert pictures._places.acquire(blocking=False)  # its place is free again
    pictures._places.release()


def test_who_finds_no_place_is_told_to_come_again(
    kept: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    taken = [pictures._places.acquire(blocking=False) for _ in range(pictures.AT_ONCE)]
    try:
        assert all(taken)
        with pytest.raises(Invalid, match="again in a minute"):
            kept(photo())
    finally:
        for _ in taken:
            pictures._places.release()


def test_a_crowd_of_pictures_does_not_hold_every_thread(kept: Keep) -> None:
    """Whoever finds the line full is told at once, instead of waiting in it with a thread."""
    taken = [pictures._line.acquire(blocking=False) for _ in range(pictures.IN_LINE)]
    try:
        assert all(taken)
        began = monotonic()
        with pytest.raises(Invalid, match="again in a minute"):
            kept(photo())
        assert monotonic() - began < pictures.PATIENCE / 3
    finally:
        for _ in taken:
            pictures._line.release()
    assert kept(photo()).is_picture


def test_discarding_leaves_nothing(kept: Keep, folder: Path) -> None:
    file = kept(photo())
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 3

    discard(file)

    assert not [path for path in folder.rglob("*") if path.is_file()]
