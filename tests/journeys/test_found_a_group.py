"""Found a group, invite, join."""

from uuid import uuid4

from tests.journeys.conftest import Person


def test_found_invite_join(ada: Person, gil: Person) -> None:
    name = f"Gaskets {uuid4().hex[:8]}"
    ada.open("/groups/new/")
    ada.type("Name", name)
    ada.type("What is it for?", "Whoever cuts gaskets.")
    ada.axe_finds_nothing()
    ada.press("button", "Found it")
    ada.sees("The group is there.")
    group = ada.page.url.removeprefix(ada.served.url)

    ada.open(f"{group}members/")
    ada.axe_finds_nothing()

    gil.open("/groups/")
    gil.axe_finds_nothing()
    gil.press("link", name)
    gil.page.wait_for_url(f"**{group}")
    gil.press("button", "Join")
    gil.page.get_by_role("button", name="Leave").wait_for()
    gil.axe_finds_nothing()

    ada.open(f"{group}members/")
    ada.sees("Gil Marchetti")
