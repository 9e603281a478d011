"""Decodes one picture and makes WebP of it, in a process of its own that is bounded before it looks
at a byte of it. Started by `pictures`, by its path and without Django.

Standard input is the picture, the first argument what is wanted as JSON:

    {"folder": where to write, "widths": [400, …], "longest": 4096, "ratio": [5, 6] or null,
     "pixels": 25000000, "bytes": address space, "seconds": of processor}

Standard output is JSON: {"width", "height", "widths": [those made]} or {"fault", …}. It writes
`full.webp` and one `<width>.webp` for each width below the full one, or, with a ratio, for each.
"""

import io
import json
import resource
import sys
from pathlib import Path
from typing import Any

wanted: dict[str, Any] = json.loads(sys.argv[1]) if __name__ == "__main__" else {}
if wanted:
    for limit, most in (
        (resource.RLIMIT_AS, wanted["bytes"]),
        (resource.RLIMIT_CPU, wanted["seconds"]),
        (resource.RLIMIT_FSIZE, 32 * 2**20),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps  # noqa: E402  (after the bounds)

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by the orientation that its camera noted."""
QUALITY = 82
# Of 12 million pixels the first takes 0.4 s of processor and the second 1.3 s; the large one is
# opened now and then, the small ones are sent with every page.
QUICK, THOROUGH = 1, 4


def main() -> dict[str, Any]:
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is decoded
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each would take address space
    try:
        picture = Image.open(sys.stdin.buffer, formats=FORMATS)
        pixels = picture.width * picture.height
        if pixels > wanted["pixels"]:
            return {"fault": "pixels", "pixels": pixels}
        return make(upright(picture))
    except MemoryError:
        return {"fault": "memory"}
    except Exception as error:  # noqa: BLE001  (a decoder may raise anything at hostile bytes)
        return {"fault": "broken", "why": f"{type(error).__name__}: {error}"[:200]}


def upright(picture: Image.Image) -> Image.Image:
    """The first frame, in plain colours, turned as it was seen, and nothing else of it."""
    turn = TURNS.get(orientation(picture))
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (wanted["longest"], wanted["longest"]))
    picture.load()
    picture = plain(picture)
    picture.info.clear()
    if max(picture.size) > wanted["longest"]:
        picture.thumbnail((wanted["longest"], wanted["longest"]), reducing_gap=2.0)
    if profile:
        as_screens_show_it(picture, profile)
    return picture if turn is None else picture.transpose(turn)


def orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(0x0112, 1))
    except Exception:  # noqa: BLE001  (broken notes are no reason to lose the picture)
        return 1


def plain(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGB", "RGBA"}:
        return picture
    if picture.mode.startswith("I"):  # 16 bits of grey
        return picture.convert("I").point(lambda grey: grey / 256).convert("L").convert("RGB")
    transparent = picture.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    return picture.convert("RGBA" if transparent else "RGB")


def as_screens_show_it(picture: Image.Image, profile: bytes) -> None:
    """To sRGB, in place, since the profile is not kept."""
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        if "sRGB" not in ImageCms.getProfileDescription(source):
            ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), inPlace=True)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return  # colours a little off are better than none


def make(picture: Image.Image) -> dict[str, Any]:
    folder = Path(wanted["folder"])
    if wanted["ratio"]:
        return cut_out(picture, folder)
    save(picture, folder / "full.webp", QUICK if max(picture.size) > 1600 else THOROUGH)
    width, height = picture.size
    made = [each for each in wanted["widths"] if each < width]
    for each in sorted(made, reverse=True):  # each from the next larger: quicker, and as good
        size = (each, max(1, round(height * each / width)))
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        save(picture, folder / f"{each}.webp", THOROUGH)
    return {"width": width, "height": height, "widths": made}


def cut_out(picture: Image.Image, folder: Path) -> dict[str, Any]:
    """The middle, a little above it: where the face is in a picture of a person."""
    across, down = wanted["ratio"]
    for each in wanted["widths"]:
        size = (each, each * down // across)
        part = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(0.5, 0.35))
        save(part, folder / f"{each}.webp", THOROUGH)
    largest = max(wanted["widths"])
    return {"width": largest, "height": largest * down // across, "widths": wanted["widths"]}


def save(picture: Image.Image, path: Path, method: int) -> None:
    picture.save(path, "WEBP", quality=QUALITY, method=method)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
