"""The editor: its tools by keyboard, what is pasted, what is dragged, what is quoted."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Person, Served

BODY = "What happens, and what did you expect?"
PASTE = """([selector, html, plain, bytes]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  if (plain) data.setData("text/plain", plain);
  if (bytes) data.items.add(new File([new Uint8Array(bytes)], "shot.png", {type: "image/png"}));
  const sent = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector(selector).dispatchEvent(sent);
}"""
DROP = """([selector, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "plan.pdf", {type: "application/pdf"}));
  for (const name of ["dragover", "drop"]) {
    const sent = new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true});
    document.querySelector(selector).dispatchEvent(sent);
  }
}"""


@pytest.fixture
def ada(browser: Browser, served: Served) -> Iterator[Person]:
    person = Person(browser, served, "keyboard")
    person.sign_in("employee")
    person.throws_drafts_away()
    person.open("/questions/new/")
    person.page.wait_for_load_state("networkidle")  # what one writes with is there
    yield person
    person.close()


def paste(page: Page, *, html: str = "", plain: str = "", size: int = 0) -> None:
    page.evaluate(PASTE, ["#id_body", html, plain, size])


def test_marks_by_keyboard_and_undone(ada: Person) -> None:
    body = ada.page.get_by_label(BODY)
    body.fill("cold")
    ada.page.keyboard.press("Control+a")
    ada.page.keyboard.press("Control+b")
    expect(body).to_have_value("**cold**")
    ada.page.keyboard.press("Control+z")
    expect(body).to_have_value("cold")

    ada.page.get_by_role("button", name="Bold").focus()
    ada.page.keyboard.press("ArrowRight")
    ada.page.keyboard.press("ArrowRight")
    expect(ada.page.get_by_role("button", name="Link")).to_be_focused()
    ada.page.keyboard.press("Enter")
    expect(body).to_be_focused()
    assert re.fullmatch(r".*\[.*\]\(https://\).*", body.input_value())


def test_the_preview_by_keyboard(ada: Person) -> None:
    ada.page.get_by_label(BODY).fill("*Slowly* <script>alert(1)</script>")
    ada.page.get_by_role("tab", name="Write").focus()
    ada.page.keyboard.press("ArrowRight")
    shown = ada.page.get_by_role("tabpanel", name="Preview")
    expect(shown.locator("em")).to_have_text("Slowly")
    assert shown.locator("script").count() == 0
    ada.axe_finds_nothing()
    ada.page.get_by_role("tab", name="Write").click()
    expect(ada.page.get_by_label(BODY)).to_be_focused()


def test_formatted_text_is_pasted_as_markdown(ada: Person) -> None:
    html = "<ul><li><b>one</b></li><li onclick='alert(1)'>two</li></ul><script>alert(1)</script>"
    paste(ada.page, html=html, plain="one two")
    expect(ada.page.get_by_label(BODY)).to_have_value("- **one**\n- two")


def test_words_alone_are_pasted_without_the_server(ada: Person) -> None:
    ada.page.route("**/compose/pasted/", lambda route: route.abort())
    paste(ada.page, html="<p><b>cold</b></p>", plain="cold")
    expect(ada.page.get_by_label(BODY)).to_have_value("cold")


def test_a_picture_is_pasted_a_file_dragged_and_both_go_along(ada: Person) -> None:
    ada.page.get_by_label("What do you need to know?").fill("What is on it?")
    paste(ada.page, size=2_000)
    expect(ada.page.get_by_role("link", name="shot.png")).to_be_visible()
    ada.page.evaluate(DROP, ["#id_body", 3_000])
    expect(ada.page.get_by_role("link", name="plan.pdf")).to_be_visible()
    ada.axe_finds_nothing()
    ada.page.reload()
    expect(ada.page.get_by_role("link", name="plan.pdf")).to_be_visible()
    ada.page.get_by_role("button", name="Take shot.png away").click()

    ada.page.get_by_role("button", name="Ask", exact=True).last.click()
    ada.page.wait_for_url(re.compile(r"/questions/\d+/$"))
    expect(ada.page.get_by_role("link", name="plan.pdf")).to_be_visible()
    expect(ada.page.get_by_role("link", name="shot.png")).to_have_count(0)


def test_an_upload_is_stopped_and_one_that_failed_is_sent_again(ada: Person) -> None:
    ada.page.route("**/compose/files/", lambda route: None)  # it hangs
    paste(ada.page, size=2_000)
    ada.page.get_by_role("button", name="Stop").click()
    expect(ada.page.get_by_text("shot.png")).to_have_count(0)

    ada.page.unroute("**/compose/files/")
    ada.page.route("**/compose/files/", lambda route: route.abort())
    paste(ada.page, size=2_000)
    ada.sees("It did not arrive")
    ada.page.unroute("**/compose/files/")
    ada.page.get_by_role("button", name="Send it again").click()
    expect(ada.page.get_by_role("link", name="shot.png")).to_be_visible()


def test_a_reply_is_quoted_below_it(ada: Person) -> None:
    ada.open("/search?q=mechanical+seal+drops")
    ada.page.get_by_role(
        "link", name="How many drops per hour may a mechanical seal lose before I call it a leak?"
    ).click()
    ada.page.get_by_role("link", name="Quote").first.click()
    field = ada.page.locator(":focus")
    assert re.match(r"> @[\w.-]+:\n>\n> \S", field.input_value())
    field.press_sequentially("Thank you.")
    ada.axe_finds_nothing()
    ada.page.keyboard.press("Control+Enter")
    ada.sees("Thank you.")
