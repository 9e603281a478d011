"""Which pages there are pictures of, as whom, and what is done before the shutter is released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

# Things of the demonstration, by their names or the beginning of their titles.
QUESTION = "Why does the NP-80 seal weep after the hot-water test, but only on Mondays?"
FORMULAS = "How many drops per hour may a mechanical seal lose before I call it a leak?"
REVISED = "Eleven NP-80 by Friday week."
UPDATE = "Four weeks: what sold and what did not"
GROUP = "Seals and Bearings"
CLOSED = "NP-80 launch"
PERSON = "Yusuf Demir"


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    """`{question}` and the like are filled in with what the API finds, see `places`."""
    who: str = "employee"
    """A role of `tilth demo`, or nobody."""
    before: Callable[[Any], None] | None = None
    """What to do on the page first; gets Playwright's page."""


def type_a_title(page: Any) -> None:
    page.fill("[name=title]", "Mechanical seal leaks when cold")
    page.locator("#similar a").first.wait_for()


def keep_a_draft(page: Any) -> None:
    """Two of them, so that there is something to list."""
    for address, title in (
        ("/questions/new/", "Which gasket for 120 °C and glycol?"),
        ("/updates/new/", "What the night shift taught me about couplings"),
    ):
        page.goto(urljoin(page.url, address))
        with page.expect_response("**/drafts/**"):
            page.fill("[name=title]", title)
    page.goto(urljoin(page.url, "/drafts/"))


def press_ctrl_k(page: Any) -> None:
    page.keyboard.press("Control+k")
    page.locator("dialog.palette input").fill("seal")
    page.locator("dialog.palette li").nth(3).wait_for()


def press_question_mark(page: Any) -> None:
    page.keyboard.press("?")
    page.locator("dialog.keys").wait_for()


def look_at_the_preview(page: Any) -> None:
    page.fill("[name=title]", "How much may a seal leak?")
    page.fill(
        "[name=body]",
        "We allow\n\n$$q \\le 0.5\\,\\text{ml/h}$$\n\n- at 85 °C\n- at 16 bar\n\n> no visible leakage",
    )
    page.get_by_role("tab", name="Preview").first.click()
    page.locator(".prose math").first.wait_for()


PICTURES = (
    Picture("sign-in", "/sign-in/", who="nobody"),
    Picture("home", "/"),
    Picture("ask", "/questions/new/", before=type_a_title),
    Picture("share", "/updates/new/"),
    Picture("question", "{question}"),
    Picture("question-formulas", "{formulas}"),
    Picture("update", "{update}"),
    Picture("versions", "{versions}"),
    Picture("outdated", "{outdated}", who="gardener"),
    Picture("duplicate", "{duplicate}", who="gardener"),
    Picture("move", "{move}", who="gardener"),
    Picture("search", "/search?q=seal"),
    Picture("search-nothing", "/search?q=flumbergasted"),
    Picture("groups", "/groups/"),
    Picture("group", "{group}"),
    Picture("group-closed", "{closed}"),
    Picture("group-closed-outside", "{closed}", who="admin"),
    Picture("group-members", "{group}members/", who="gardener"),
    Picture("group-new", "/groups/new/"),
    Picture("group-change", "{group}edit/", who="gardener"),
    Picture("administration-groups", "/administration/groups/", who="admin"),
    Picture("people", "/people/"),
    Picture("person", "{person}"),
    Picture("me", "{me}"),
    Picture("profile", "/people/me/edit/"),
    Picture("settings", "/settings/"),
    Picture("tags", "/tags/"),
    Picture("tag", "/tags/seals/"),
    Picture("inbox", "/notifications/"),
    Picture("drafts", "/drafts/", before=keep_a_draft),
    Picture("palette", "/", before=press_ctrl_k),
    Picture("keys", "/", before=press_question_mark),
    Picture("preview", "/questions/new/", before=look_at_the_preview),
    Picture("offline", "/offline/", who="nobody"),
    Picture("not-found", "/questions/999999/"),
    Picture("not-yours", "/administration/groups/"),
)
