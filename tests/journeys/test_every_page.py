"""Every page: narrow and wide, light and dark, from the left and from the right, for everybody."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page

from tests.journeys.conftest import AXE, Entered, Served
from tests.journeys.pages import DRAWN, PAGES, APage, Drawn

WIDTHS = (1280, 320)
DIRECTIONS = ("ltr", "rtl")
# What can differ between light and dark is colours alone: the rules that look at nothing else are
# not asked again, which is most of the time.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
ASK_AXE = """async rules => {
  const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
  const found = await axe.run({...only, resultTypes: ["violations"]});
  return found.violations.map(each => [each.id, each.nodes.map(node => node.html.slice(0, 200))]);
}"""
NOT_OURS = ("Failed to load resource", "Service Worker registration blocked by Playwright")
TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter(node => { const box = node.getBoundingClientRect();
      return box.width && (box.right > root.clientWidth + 1 || box.left < -1); })
    .slice(0, 5).map(node => node.outerHTML.slice(0, 150));
}"""


@dataclass
class Faults:
    """What a browser complains of while a page is open. The status of the page itself is no fault."""

    told: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("console", lambda message: self._hear(message.type, message.text))

    def _hear(self, sort: str, text: str) -> None:
        if sort in ("error", "warning") and not text.startswith(NOT_OURS):
            self.told.append(text)


@pytest.mark.parametrize("its", PAGES, ids=lambda its: its.name)
def test_holds_for_everybody(
    its: APage, entered: Entered, served: Served, places: dict[str, str]
) -> None:
    page = entered(its.who).new_page()
    faults = Faults()
    faults.listen(page)
    answer = page.goto(served.url + its.path.format(**places))
    assert answer is not None
    assert answer.status == its.status
    look_at(page)
    page.close()
    assert faults.told == []


def test_what_people_wrote_is_set_in_our_own_serif(
    entered: Entered, served: Served, places: dict[str, str]
) -> None:
    page = entered("employee").new_page()
    page.goto(served.url + places["question"])
    page.evaluate("document.fonts.ready")
    loaded = "[...document.fonts].filter(each => each.status === 'loaded').map(each => each.family)"
    assert {"Vollkorn", "Inter"} <= set(page.evaluate(loaded))
    page.close()


@pytest.mark.parametrize("its", DRAWN, ids=lambda its: its.name)
def test_holds_where_something_broke(its: Drawn, entered: Entered, served: Served) -> None:
    page = entered("nobody").new_page()
    faults = Faults()
    faults.listen(page)
    address = f"{served.url}/drawn/"
    page.route(address, lambda route: route.fulfill(body=drawn(its), content_type="text/html"))
    page.goto(address)
    look_at(page)
    page.close()
    assert faults.told == []


def drawn(its: Drawn) -> str:
    return render_to_string(its.template, its.context | {"request": Nobody()})


class Nobody:
    """As much of a request as a page asks for whom nobody knows."""

    class user:  # noqa: N801
        is_authenticated = False
        pk = None

    META: dict[str, Any] = {}
    path = "/questions/new/"

    def get_full_path(self) -> str:
        return self.path


def look_at(page: Page) -> None:
    page.locator("html.scripted").wait_for()
    page.evaluate(AXE.read_text())
    told = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for direction in DIRECTIONS:
            page.evaluate("dir => { document.documentElement.dir = dir }", direction)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                rules = OF_COLOUR if scheme == "dark" else []
                found = page.evaluate(ASK_AXE, rules)
                found += [["too wide", wide] for wide in [page.evaluate(TOO_WIDE)] if wide]
                told += [(f"{width} {direction} {scheme}", *each) for each in found]
    assert told == []
