"""`make pictures`: every page of `pages.py`, wide and on a phone, light and dark, as a person sees
it, into docs/pictures/. Fails where a page is wider than the screen or complains on the console.

`python -m tools.pictures NAME …` takes those pages alone.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.pictures.camera import DEVICES, STILL, THEMES, Camera
from tools.pictures.pages import PICTURES, Picture
from tools.pictures.places import places
from tools.pictures.served import Served, served
from tools.testing.browser import browser
from tools.testing.servers import Missing

OUT = Path("docs/pictures")


def main(names: list[str]) -> int:
    path = browser()
    if isinstance(path, Missing):
        sys.stderr.write(f"{path}\n")
        return 1
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    OUT.mkdir(parents=True, exist_ok=True)
    with served() as company:
        found = list(take_all(path, company, wanted))
    for fault in found:
        sys.stderr.write(f"[pictures] {fault}\n")
    sys.stdout.write(
        f"[pictures] {len(wanted) * len(DEVICES) * len(THEMES)} pictures of {len(wanted)} pages"
        f" in {OUT}, {len(found)} faults\n"
    )
    return 1 if found else 0


def take_all(path: str, company: Served, wanted: list[Picture]) -> Iterator[str]:
    with sync_playwright() as playwright:
        # Playwright's own would do without, but a system's Chromium as root does not start with it.
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        camera = Camera(chromium, company, places(company), OUT)
        for role in dict.fromkeys(picture.who for picture in wanted):
            keys = camera.keys(role)
            for device, seen in DEVICES.items():
                for theme in THEMES:
                    context = chromium.new_context(
                        storage_state=keys, color_scheme=theme, **seen, **STILL
                    )
                    for picture in (each for each in wanted if each.who == role):
                        name = f"{picture.name}-{device}-{theme}"
                        faults = camera.take(picture, context, name)
                        sys.stdout.write(f"[pictures] {name}\n")
                        yield from (f"{name} {fault}" for fault in faults)
                    context.close()
        chromium.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
