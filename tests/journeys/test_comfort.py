"""Zoomed to twice the size, printed, without motion, and straight to what one came for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Entered, Served
from tests.journeys.test_every_page import TOO_WIDE

OUT_OF_REACH = """() => [...document.querySelectorAll("main :is(a[href], button, input, textarea, select)")]
  .filter(node => node.checkVisibility() && !node.closest("details:not([open])"))
  .filter(node => { node.scrollIntoView({block: "center"});
    const box = node.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > innerWidth + 1 || box.top < 0 || box.bottom > innerHeight + box.height); })
  .map(node => node.outerHTML.slice(0, 150))"""
SLOWEST = """() => Math.max(...[...document.querySelectorAll("*")].flatMap(node => {
  const look = getComputedStyle(node);
  return [...look.transitionDuration.split(","), ...look.animationDuration.split(",")].map(parseFloat);
}))"""
PRINTED = {"question": "#answer", "group": ".tabs", "person": ".search-field"}
"""And what is of no use on paper."""


@pytest.fixture
def page(entered: Entered) -> Iterator[Page]:
    opened = entered("employee").new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("which", ["/", "{question}", "/questions/new/"])
def test_everything_is_within_reach_at_200_percent(
    browser: Browser, entered: Entered, served: Served, places: dict[str, str], which: str
) -> None:
    """A window of 1280 by 900, zoomed to 200 %, is one of 640 by 450 with twice the dots."""
    context = browser.new_context(
        viewport={"width": 640, "height": 450},
        device_scale_factor=2,
        reduced_motion="reduce",
        storage_state=entered("employee").storage_state(),
    )
    page = context.new_page()
    page.goto(served.url + which.format(**places))
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(OUT_OF_REACH) == []
    assert page.get_by_role("navigation", name="Places").get_by_role("link").first.is_visible()
    context.close()


def test_the_first_stop_leads_past_the_frame(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    assert skip.evaluate("node => node === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_nothing_moves_for_whoever_wants_it_still(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(SLOWEST) > 0.01
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(SLOWEST) <= 0.001


@pytest.mark.parametrize("which", PRINTED)
def test_on_paper_stands_what_people_wrote(
    page: Page, served: Served, places: dict[str, str], which: str
) -> None:
    page.goto(served.url + places[which])
    assert page.locator(PRINTED[which]).first.is_visible()
    words = page.locator("main .prose:visible, main .item-words:visible, main .facts-wide:visible")
    shown = words.count()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").first.is_visible()
    assert words.count() == shown > 0
    for useless in (".rail", ".button", "a.act", "button.act", PRINTED[which]):
        assert page.locator(f"{useless}:visible").count() == 0
    ground = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
    assert ground in {"oklch(1 0 0)", "rgb(255, 255, 255)"}
