"""Which pages there are pictures of, as whom, and what is done before the shutter is released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    Picture("not-found", "/questions/999999/"),
    Picture("not-yours", "/administration/groups/"),
)
