"""Takes one page as a person sees it, and notices what no page may do."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tools.pictures.pages import Picture
from tools.pictures.served import Served

MOST_HEIGHT = 1600
QUALITY = 70
DEVICES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LATER = 800  # milliseconds
STILL: dict[str, Any] = {
    "reduced_motion": "reduce",
    "locale": "en-GB",
    "timezone_id": "Europe/London",
}


@dataclass
class Camera:
    browser: Browser
    served: Served
    where: dict[str, str]
    """What stands for the names in braces."""
    out: Path

    def keys(self, role: str) -> Any:
        """Signed in once; what a browser keeps of it."""
        if role == "nobody":
            return None
        context = self.browser.new_context()
        page = context.new_page()
        page.goto(f"{self.served.url}/sign-in/")
        address, password = self.served.people[role]
        page.fill("[name=login]", address)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{self.served.url}/")
        kept = context.storage_state()
        context.close()
        return kept

    def take(self, picture: Picture, context: BrowserContext, name: str) -> list[str]:
        """Writes it, and returns what is wrong with the page."""
        page = context.new_page()
        faults: list[str] = []
        url = f"{self.served.url}{picture.path.format(**self.where)}"
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.extend(complaint(message, url)))
        try:
            page.goto(url)
            page.wait_for_load_state("load")
            if picture.before:
                picture.before(page)
            page.evaluate("document.fonts.ready")
            if (wide := overflow(page)) > 0:
                faults.append(f"is {wide} pixels wider than the screen")
            (self.out / f"{name}.webp").write_bytes(shot(page, context))
        finally:
            page.close()
        return faults


def complaint(message: ConsoleMessage, url: str) -> list[str]:
    """An error, unless it is that the page itself was meant to be refused."""
    where = message.location.get("url", "")
    refused = message.text.startswith("Failed to load resource") and where == url
    return [f"{message.text} ({where})"] if message.type == "error" and not refused else []


def overflow(page: Page) -> int:
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def shot(page: Page, context: BrowserContext) -> bytes:
    """What fits in MOST_HEIGHT, from the top. Playwright itself writes no WebP."""
    width = page.evaluate("innerWidth")
    height = page.evaluate("document.documentElement.scrollHeight")
    clip: Any = {"x": 0, "y": 0, "width": width, "height": min(height, MOST_HEIGHT), "scale": 1}
    page.set_viewport_size({"width": width, "height": clip["height"]})
    # What comes later (faces further down, the column beside) comes now. Not until nothing is
    # fetched any more: that never comes on some pages.
    page.wait_for_timeout(LATER)
    session = context.new_cdp_session(page)
    answer = session.send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": clip}
    )
    return base64.b64decode(answer["data"])
