"""Sign in, find, ask, answer, accept, find again."""

import re
import time
from uuid import uuid4

from tests.journeys.conftest import Person


def find(person: Person, words: str, title: str) -> None:
    """What was written a moment ago is found when the outbox has been worked through."""
    for _ in range(20):
        person.open(f"/search?q={words}")
        if person.page.get_by_role("link", name=title).count():
            return
        time.sleep(0.5)
    raise AssertionError(f"{title} is not found by {words}.")


def test_find_ask_answer_accept_find_again(ada: Person, gil: Person) -> None:
    word = f"gasket{uuid4().hex[:8]}"
    title = f"Which {word} for the hot side?"
    ada.open("/search?q=mechanical+seal+drops")
    ada.sees("How many drops per hour may a mechanical seal lose before I call it a leak?")
    ada.axe_finds_nothing()

    ada.open(f"/search?q={word}")
    ada.sees("Nobody has asked this yet")
    ada.open("/questions/new/")
    ada.type("What do you need to know?", title)
    ada.type("What happens, and what did you expect?", "It hardens after a week.")
    ada.type("Tags", "gaskets")
    ada.axe_finds_nothing()
    ada.press("button", "Ask")
    ada.page.wait_for_url(re.compile(r"/questions/\d+/$"))
    ada.sees(title)
    question = ada.page.url.removeprefix(ada.served.url)

    gil.open(question)
    gil.type("Do you know something that is missing here?", "Take FKM. Tried it for a year.")
    gil.axe_finds_nothing()
    gil.press("button", "Answer")
    gil.sees("Take FKM.")

    ada.open(question)
    ada.press("button", "This solved it")
    ada.sees("Accepted")
    ada.axe_finds_nothing()

    find(gil, word, title)
    gil.axe_finds_nothing()
    find(ada, "FKM", title)
