"""Nobody is shown around: how many clicks a newcomer needs, and how many fields a firm's first day."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.journeys.conftest import AXE, TILTH, Served, wait_until_ready
from tests.journeys.pages import Api
from tests.journeys.test_every_page import ASK_AXE

MOST_CLICKS = 12
MOST_FIELDS = 8
PASSWORD = "plough-and-harrow-9"  # noqa: S105  (of somebody who is made up here)
FIELDS = "input:not([type=hidden], [type=radio]), select, textarea, fieldset:has([type=radio])"


class Clicks:
    """Counts them: one to come into a field, one for a button or a link."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, role: str, name: str | re.Pattern[str]) -> None:
        self.count += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def type(self, label: str, text: str) -> None:
        field = self.page.locator("input, textarea").and_(self.page.get_by_label(label)).first
        if not field.evaluate("node => node === document.activeElement"):
            self.count += 1
            field.click()
        self.page.keyboard.type(text)


def test_a_newcomer_comes_to_an_accepted_answer(browser: Browser, served: Served) -> None:
    address, word = f"{uuid4().hex[:8]}@acme.example", f"gland{uuid4().hex[:8]}"
    command = [TILTH, "person", "add", address, "--name", "Nils Nytt", "--password-stdin"]
    environment = {**os.environ, "TILTH_BASE_URL": served.url}
    subprocess.run(command, input=PASSWORD, env=environment, check=True, text=True)
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = context.new_page()
    clicks = Clicks(page)

    page.goto(served.url)
    clicks.type("Mail address", address)
    clicks.type("Password", PASSWORD)
    clicks.press("button", "Sign in")
    page.wait_for_url(f"{served.url}/")
    clicks.press("link", "Ask")
    clicks.type("What do you need to know?", f"Where is the {word}?")
    clicks.type("What happens, and what did you expect?", "I was told to fetch it.")
    clicks.press("button", re.compile("^Ask"))
    page.wait_for_url(re.compile(r"/questions/\d+/$"))

    number = page.url.split("/")[-2]
    somebody = Api(served.url, served.people["gardener"][0])
    somebody.send("POST", f"/contributions/{number}/replies", {"body": "In the blue cupboard."})
    told(Api(served.url, address), word)
    page.reload()
    clicks.press("link", re.compile("^Inbox"))
    clicks.press("link", f"Where is the {word}?")
    clicks.press("button", "This solved it")
    page.get_by_text("Accepted", exact=True).first.wait_for()
    context.close()
    assert clicks.count <= MOST_CLICKS


def told(api: Api, word: str) -> None:
    for _ in range(60):
        if any(word in each["title"] for each in api.items("/notifications")):
            return
        time.sleep(0.25)
    raise AssertionError("Nobody was told.")


@contextmanager
def empty(folder: Path) -> Iterator[tuple[str, str]]:
    """A server on an empty data folder: its address, and the code that it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TILTH_")}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [TILTH, "serve", "--port", str(port)],
            env=kept | {"TILTH_DATA_DIR": str(folder), "TILTH_BASE_URL": url},
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_ready(f"{url}/readyz")
        printed = re.search(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}\b", (folder / "log").read_text())
        assert printed, (folder / "log").read_text()
        yield url, printed[0]
    finally:
        server.terminate()
        server.wait(30)


@pytest.mark.parametrize("width", [1280, 320])
def test_a_firm_begins_with_at_most_eight_fields(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    fields = 0
    with empty(tmp_path) as (url, code):
        page.goto(url)
        page.wait_for_url(f"{url}/start/")
        for label, text in (
            ("The code", code),
            ("company", "Acme Corporation"),
            ("Your name", "Henrik Voss"),
            ("address", "henrik@acme.example"),
            ("assword", PASSWORD),
        ):
            field(page, label).fill(text)
        fields += page.locator(f"main form :is({FIELDS})").count()
        fine(page)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(f"{url}/start/team/")
        page.get_by_label("The team").fill("Seals")
        fields += page.locator(f"main form :is({FIELDS})").count()
        fine(page)
        page.get_by_role("button", name="Open the team").click()
        link = page.locator("#join-link").input_value()
        fine(page)
        page.get_by_role("link", name="To the team").click()
        page.get_by_role("heading", name="Seals").first.wait_for()

        colleague = browser.new_context(reduced_motion="reduce").new_page()
        colleague.goto(link)
        fine(colleague)
        field(colleague, "Your name").fill("Ada Okafor")
        field(colleague, "address").fill("ada@acme.example")
        field(colleague, "assword").fill(PASSWORD)
        colleague.get_by_role("button", name="Join").click()
        colleague.get_by_role("heading", name="Seals").first.wait_for()
        colleague.context.close()
    context.close()
    assert 0 < fields <= MOST_FIELDS


def field(page: Page, label: str) -> Locator:
    return page.locator("input").and_(page.get_by_label(re.compile(label))).first


def fine(page: Page) -> None:
    page.locator("html.scripted").wait_for()
    page.evaluate(AXE.read_text())
    assert page.evaluate(ASK_AXE, []) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
