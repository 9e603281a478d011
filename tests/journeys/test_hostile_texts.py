"""A sample of what `make hostile` does with all: our own texts, and some drawn from the test data."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Served
from tests.journeys.pages import Api
from tools.hostile import texts
from tools.hostile.looking import looker
from tools.hostile.people import Client
from tools.hostile.run import through_everything

OURS: list[str] = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))
DRAWN = 20
SEED = 20261126


@pytest.fixture(scope="module")
def writer(served: Served) -> Iterator[Client]:
    address, password = served.people["employee"]
    client = Client(served.url, token=Api(served.url, address).token)
    client.sign_in(address, password)
    yield client
    client.close()


def test_nothing_runs_nothing_leaves_nothing_breaks(
    browser: Browser, served: Served, writer: Client
) -> None:
    chosen = list(OURS)
    if texts.FOLDER.is_dir():
        chosen += random.Random(SEED).sample(texts.every(), DRAWN)  # noqa: S311
    report = through_everything(
        browser, served.url, writer, chosen, seed=SEED, alone=10, as_a_person=8
    )
    assert report.faults == []
    assert report.looked > 20


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>alert(1)</script>", "ran"),
        ("<a href='java&#10;script:alert(1)'>x</a>", "loose"),
        ("<img src='//elsewhere.example/x.png'>", "asked another host"),
        ("</main></body><main></main>", "broken"),
    ],
)
def test_what_would_be_wrong_is_seen(
    browser: Browser, served: Served, writer: Client, body: str, fault: str
) -> None:
    """On a page that lets the text through as it is."""
    looking = looker(browser, served.url, writer.cookies, policy=False)
    page = looking.context.new_page()
    looking.look(page, "/tags/")
    assert looking.faults == []
    whole = f"<!doctype html><title>x \u2013 Tilth</title><main>{body}</main>"
    looking.context.route(
        f"{served.url}/loose/", lambda route: route.fulfill(body=whole, content_type="text/html")
    )
    looking.frame = ""
    looking.look(page, "/loose/")
    looking.context.close()
    assert any(fault in each for each in looking.faults)
