"""A real server and a real browser. `tools.testing` says which database and which browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    sync_playwright,
)
from playwright.sync_api import Error as BrowserError

from tests.journeys import pages

TILTH = str(Path(sys.executable).with_name("tilth"))
AXE = Path("node_modules/axe-core/axe.min.js")
START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    url: str
    people: dict[str, tuple[str, str]]
    """Address and password, by role."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    environment = {**os.environ, "TILTH_BASE_URL": url}
    told = subprocess.run(
        [TILTH, "demo"], env=environment, check=True, capture_output=True, text=True
    ).stdout
    people = {
        role: (address, password) for role, address, password in map(str.split, told.splitlines())
    }
    workers = os.environ.get("TILTH_JOURNEY_WORKERS", "1")
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [TILTH, "serve", "--port", str(port), "--workers", workers],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_ready(f"{url}/readyz")
        yield Served(url, people)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
    assert "Traceback" not in log.read_text()


def wait_until_ready(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                if response.status == 200:
                    return
        except OSError:
            pass
        assert time.monotonic() < end, "The server did not come up."
        time.sleep(0.2)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = os.environ.get("TILTH_JOURNEY_BROWSER", "")
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    known = {"executable_path": path} if Path(path).is_file() else {}
    launched = playwright.chromium.launch(args=options, **known)  # type: ignore[arg-type]
    yield launched
    launched.close()


WAYS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "keyboard": {"viewport": {"width": 1280, "height": 900}},
    "no script": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Person:
    """Somebody at a browser. They press what they see by its name; on a keyboard, by keys alone."""

    def __init__(self, browser: Browser, served: Served, way: str) -> None:
        self.way, self.served = way, served
        # Half-way through a transition a colour is neither of the two that were chosen.
        still = {"reduced_motion": "reduce"}
        self.context: BrowserContext = browser.new_context(**WAYS[way] | still)  # type: ignore[arg-type]
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, path: str) -> None:
        self.page.goto(f"{self.served.url}{path}")

    def press(self, role: str, name: str, *, nth: int = 0) -> None:
        """When what was typed has been looked at: suggestions that come push down what is below."""
        self.page.locator(".htmx-request").first.wait_for(state="detached")
        target = self.page.get_by_role(role, name=name).nth(nth)  # type: ignore[arg-type]
        if self.way == "keyboard":
            self._tab_to(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def type(self, label: str, text: str) -> None:
        fields = self.page.locator("input, textarea, select")
        field = fields.and_(self.page.get_by_label(label)).first
        if self.way == "keyboard":
            self._tab_to(field)
            self.page.keyboard.type(text)
        else:
            field.fill(text)

    def _tab_to(self, target: object) -> None:
        """With the tab key, as somebody does who has no mouse; it has to come by."""
        for _ in range(200):
            if target.evaluate("node => node === document.activeElement"):  # type: ignore[attr-defined]
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {target}.")

    def sign_in(self, role: str) -> None:
        address, password = self.served.people[role]
        self.open("/sign-in/")
        self.type("Mail address", address)
        self.type("Password", password)
        self.press("button", "Sign in")
        self.page.wait_for_url(f"{self.served.url}/")

    def sees(self, text: str) -> None:
        try:
            self.page.get_by_text(text).first.wait_for()
        except BrowserError as error:
            seen = self.page.locator("main").inner_text()
            raise AssertionError(f"No “{text}” on {self.page.url}:\n{seen[:3000]}") from error

    def throws_drafts_away(self) -> None:
        """One account serves many tests, and what was begun in one comes back in the next."""
        self.open("/drafts/")
        for pk in self.page.locator("[name=throw_away]").evaluate_all(
            "all => all.map(b => b.value)"
        ):
            token = self.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
            form = {"throw_away": pk, "csrfmiddlewaretoken": token}
            headers = {"Referer": self.page.url}
            self.page.request.post(f"{self.served.url}/drafts/", form=form, headers=headers)

    def axe_finds_nothing(self) -> None:
        if self.way == "no script":
            return
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run().then(result => result.violations)")
        told = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]
        assert told == []

    def close(self) -> None:
        self.context.close()
        assert self.faults == []


@pytest.fixture(scope="session")
def places(served: Served) -> dict[str, str]:
    employee, gardener = (
        pages.Api(served.url, served.people[role][0]) for role in ("employee", "gardener")
    )
    return pages.places(employee, gardener)


type Entered = Callable[[str], BrowserContext]
"""A browser of somebody signed in: by role, at 1280 pixels; of nobody, by “nobody”."""


@pytest.fixture(scope="session")
def entered(browser: Browser, served: Served) -> Iterator[Entered]:
    """One context for each role, kept over all tests: signing in is slow, and counted."""
    contexts: dict[str, BrowserContext] = {}

    def enter(role: str) -> BrowserContext:
        if role not in contexts:
            context = browser.new_context(reduced_motion="reduce", service_workers="block")
            context.set_default_timeout(15_000)
            contexts[role] = context
            if role != "nobody":
                address, password = served.people[role]
                page = context.new_page()
                page.goto(f"{served.url}/sign-in/")
                page.fill("[name=login]", address)
                page.fill("[name=password]", password)
                page.press("[name=password]", "Enter")
                page.wait_for_url(f"{served.url}/")
                page.close()
        return contexts[role]

    yield enter
    for context in contexts.values():
        context.close()


@pytest.fixture
def ada(browser: Browser, served: Served, way: str) -> Iterator[Person]:
    person = Person(browser, served, way)
    person.sign_in("employee")
    yield person
    person.close()


@pytest.fixture
def gil(browser: Browser, served: Served, way: str) -> Iterator[Person]:
    person = Person(browser, served, way)
    person.sign_in("gardener")
    yield person
    person.close()
