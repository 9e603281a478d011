"""What somebody writes survives a change of machine, of connection, of server and of mind."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Person, Served
from tests.journeys.lone import Lone

TITLE = "What do you need to know?"
BODY = "What happens, and what did you expect?"
THERE = re.compile("on every device")


def new_title() -> str:
    return f"Which gasket {uuid4().hex[:8]}?"


@pytest.fixture
def ada(browser: Browser, served: Served) -> Iterator[Person]:
    person = Person(browser, served, "keyboard")
    person.sign_in("employee")
    person.throws_drafts_away()
    yield person
    person.close()


def kept_there(page: Page) -> None:
    expect(page.locator("[data-draft-target=hint]").first).to_have_text(THERE)


def times_in_search(person: Person, title: str) -> int:
    """Counted over the newest of the stream, which has it at once."""
    person.open("/?order=newest")
    return person.page.get_by_role("link", name=title).count()


def test_a_draft_begun_on_one_browser_is_finished_on_another(
    ada: Person, browser: Browser, served: Served
) -> None:
    title = new_title()
    ada.open("/questions/new/")
    ada.page.get_by_label(TITLE).fill(title)
    ada.page.get_by_label(BODY).fill("It hardens")
    kept_there(ada.page)

    phone = Person(browser, served, "phone")
    phone.sign_in("employee")
    phone.open("/drafts/")
    phone.sees(title)
    phone.axe_finds_nothing()
    phone.open("/questions/new/")
    expect(phone.page.get_by_label(TITLE)).to_have_value(title)
    phone.sees("on another device")
    phone.axe_finds_nothing()
    phone.page.get_by_label(BODY).fill("It hardens after a week.")
    phone.press("button", "Ask")
    phone.page.wait_for_url(re.compile(r"/questions/\d+/$"))
    phone.sees("It hardens after a week.")
    phone.close()

    # What was sent from there does not come back here.
    ada.open("/questions/new/")
    expect(ada.page.get_by_label(TITLE)).to_have_value("")
    ada.open("/drafts/")
    expect(ada.page.get_by_text(title)).to_have_count(0)


def test_the_connection_goes_while_somebody_writes(ada: Person) -> None:
    title = new_title()
    ada.open("/questions/new/")
    ada.page.get_by_label(TITLE).fill(title)
    ada.context.set_offline(True)
    ada.page.get_by_label(BODY).fill("Written in a tunnel.")
    ada.page.keyboard.press("Control+Enter")
    ada.sees("Not sent")
    assert ada.page.get_by_label(BODY).input_value() == "Written in a tunnel."

    ada.context.set_offline(False)
    kept_there(ada.page)
    ada.page.reload()
    expect(ada.page.get_by_label(TITLE)).to_have_value(title)
    expect(ada.page.get_by_label(BODY)).to_have_value("Written in a tunnel.")
    ada.press("button", "Ask")
    ada.page.wait_for_url(re.compile(r"/questions/\d+/$"))
    ada.sees("Written in a tunnel.")


def test_the_server_dies_while_it_is_sent(browser: Browser, tmp_path: Path) -> None:
    title = new_title()
    with Lone(tmp_path) as lone:
        person = Person(browser, lone.served, "keyboard")
        person.sign_in("employee")
        person.open("/questions/new/")
        person.page.get_by_label(TITLE).fill(title)
        person.page.get_by_label(BODY).fill("Sent into the void.")
        lone.kill()
        person.page.get_by_role("button", name="Ask", exact=True).last.click()
        person.sees("Not sent")
        person.axe_finds_nothing()
        lone.start()

        person.page.get_by_role("button", name="Send it again").click()
        person.page.wait_for_url(re.compile(r"/questions/\d+/$"))
        person.sees("Sent into the void.")
        assert times_in_search(person, title) == 1
        person.open("/questions/new/")
        expect(person.page.get_by_label(TITLE)).to_have_value("")
        person.close()


def test_the_answer_of_the_server_is_lost_on_its_way(ada: Person) -> None:
    """It was put in, and nobody said so: sent again it leads to the same question."""
    title = new_title()
    ada.open("/questions/new/")
    ada.page.get_by_label(TITLE).fill(title)

    def swallow(route: object) -> None:
        if route.request.method == "POST":  # type: ignore[attr-defined]
            route.fetch(max_redirects=0)  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    ada.page.route("**/questions/new/", swallow)
    with ada.page.expect_event("requestfailed", lambda request: request.method == "POST"):
        ada.page.get_by_role("button", name="Ask", exact=True).last.click()
    ada.page.unroute("**/questions/new/")
    ada.context.clear_cookies(name="messages")  # they were lost with the answer
    ada.open("/questions/new/")
    expect(ada.page.get_by_label(TITLE)).to_have_value(title)
    ada.press("button", "Ask")
    ada.page.wait_for_url(re.compile(r"/questions/\d+/$"))

    assert times_in_search(ada, title) == 1


def test_two_presses_are_one_question(ada: Person) -> None:
    title = new_title()
    ada.open("/questions/new/")
    ada.page.get_by_label(TITLE).fill(title)
    ada.page.get_by_role("button", name="Ask", exact=True).last.dblclick()
    ada.page.wait_for_url(re.compile(r"/questions/\d+/$"))

    ada.page.go_back(wait_until="commit")
    expect(ada.page.get_by_label(TITLE)).to_have_value("")
    assert times_in_search(ada, title) == 1


def test_the_session_ends_while_somebody_writes(ada: Person) -> None:
    title = new_title()
    ada.open("/questions/new/")
    ada.page.get_by_label(TITLE).fill(title)
    cookies = [each for each in ada.context.cookies() if "csrf" not in each["name"]]
    for each in cookies:
        ada.context.clear_cookies(name=each["name"])
    ada.page.get_by_label(BODY).fill("Written without a session.")
    ada.page.get_by_role("button", name="Ask", exact=True).last.click()
    ada.sees("Password")

    address, password = ada.served.people["employee"]
    ada.type("Mail address", address)
    ada.type("Password", password)
    ada.press("button", "Sign in")
    expect(ada.page.get_by_label(BODY)).to_have_value("Written without a session.")
    expect(ada.page.get_by_label(TITLE)).to_have_value(title)


def test_a_change_of_mind_keeps_what_is_typed(ada: Person) -> None:
    title = new_title()
    ada.open("/")
    ada.page.get_by_label("What problem are you trying to solve?").fill(title)
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_label(TITLE)).to_have_value(title)
    ada.page.get_by_label(BODY).fill("It held.")
    ada.page.reload()
    expect(ada.page.get_by_label(BODY)).to_have_value("It held.")

    ada.press("button", "Thanks")
    expect(ada.page.get_by_role("button", name="Thanks")).to_have_attribute("aria-pressed", "true")
    expect(ada.page.get_by_label("What do you want to pass on?")).to_have_value("It held.")
    kept_there(ada.page)
    ada.open("/questions/new/")
    expect(ada.page.get_by_label(TITLE)).to_have_value("")
    ada.open("/updates/new/")
    expect(ada.page.get_by_label("What do you want to pass on?")).to_have_value("It held.")
    ada.page.get_by_role("button", name="Start afresh").click()
    expect(ada.page.get_by_label("What do you want to pass on?")).to_have_value("")
