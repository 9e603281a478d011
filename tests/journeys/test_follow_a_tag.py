"""Follow a tag, see it in the stream."""

import re
from uuid import uuid4

from tests.journeys.conftest import Person


def test_what_bears_the_tag_comes_into_the_stream(ada: Person, gil: Person) -> None:
    tag = f"flanges{uuid4().hex[:8]}"
    first, second = f"First about {tag}", f"Second about {tag}"
    share(gil, first, tag)

    ada.open(f"/tags/{tag}/")
    ada.press("button", "Follow")
    ada.page.get_by_role("button", name="Following").wait_for()
    ada.axe_finds_nothing()

    share(gil, second, tag)
    ada.open("/")
    ada.sees(second)
    ada.axe_finds_nothing()


def share(person: Person, title: str, tag: str) -> None:
    """In a group that ada may read and is not in."""
    person.open("/groups/")
    person.press("link", "Field Service North")
    person.page.wait_for_url(re.compile(r"/groups/\d+/$"))
    person.press("button", "Update")
    person.page.wait_for_url("**/updates/new/**")
    person.type("Title, if it needs one", title)
    person.type("Tags", tag)
    person.press("button", "Share")
    person.page.wait_for_url(re.compile(r"/updates/\d+/$"))
