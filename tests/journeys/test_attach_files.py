"""Attach a photograph as a phone takes it, and a recording; look at one and listen to the other."""

import re
import wave
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from PIL import Image

from tests.journeys.conftest import Person

ROTATED = 6  # the camera was held upright
PLACE = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}


def photograph(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x0112], exif[0x8825] = ROTATED, PLACE
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(path, exif=exif)
    return path


def recording(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000 * 60))
    return path


def test_attach_look_listen(ada: Person, gil: Person, tmp_path: Path) -> None:
    title = f"What is this crack, {uuid4().hex[:8]}?"
    files = [photograph(tmp_path / "crack.jpg"), recording(tmp_path / "noise.wav")]
    ada.open("/questions/new/")
    ada.type("What do you need to know?", title)
    ada.sees("At most 25 MB each.")
    ada.page.set_input_files("input[name=files]", files)
    ada.press("button", "Ask")
    ada.page.wait_for_url(re.compile(r"/questions/\d+/$"))

    gil.open(ada.page.url.removeprefix(ada.served.url))
    gil.sees(title)
    gil.axe_finds_nothing()
    picture = gil.page.get_by_role("img", name="crack")
    assert (picture.get_attribute("width"), picture.get_attribute("height")) == ("1200", "1600")
    got = gil.page.request.get(f"{gil.served.url}{picture.get_attribute('src')}")
    assert not Image.open(BytesIO(got.body())).getexif()

    sound = gil.page.locator("audio")
    address = f"{gil.served.url}{sound.get_attribute('src')}"
    part = gil.page.request.get(address, headers={"Range": "bytes=0-43"})
    assert (part.status, part.body()[:4]) == (206, b"RIFF")
    if gil.way != "no script":
        seen = picture.evaluate(
            "img => img.decode().then(() => [img.naturalWidth < img.naturalHeight])"
        )
        assert seen == [True]
        at = sound.evaluate(
            """audio => new Promise((done) => {
                audio.addEventListener("seeked", () => done(audio.currentTime), { once: true });
                const seek = () => { audio.currentTime = 40; };
                audio.readyState ? seek() : audio.addEventListener("loadedmetadata", seek);
            })"""
        )
        assert at == 40
