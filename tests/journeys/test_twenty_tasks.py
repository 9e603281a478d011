"""What people do here, each by keyboard alone, and at each stop the focus can be seen."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.conftest import Person, Served
from tests.journeys.pages import Api, path_of

SEEN = """node => {
  const look = getComputedStyle(node), box = node.getBoundingClientRect();
  const drawn = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const framed = look.boxShadow !== "none";
  return (drawn || framed) && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
}"""


class Keys(Person):
    """Presses and types as a person on a keyboard does, and has to see where they are."""

    def __init__(self, browser: Browser, served: Served) -> None:
        super().__init__(browser, served, "keyboard")

    def _tab_to(self, target: Locator) -> None:  # type: ignore[override]
        self.page.locator("html.scripted").wait_for()
        super()._tab_to(target)
        assert target.evaluate(SEEN), f"The focus on {target} cannot be seen."

    def unfold(self, words: str, *, nth: int = 0) -> None:
        self._tab_to(self.page.locator("summary").filter(has_text=words).nth(nth))
        self.page.keyboard.press("Enter")

    def there(self, role: str, name: str) -> Locator:
        found = self.page.get_by_role(role, name=name).first  # type: ignore[arg-type]
        found.wait_for()
        return found

    def comes_to(self, pattern: str) -> None:
        self.page.wait_for_url(re.compile(pattern))


@pytest.fixture(scope="module")
def ada(browser: Browser, served: Served) -> Iterator[Keys]:
    person = Keys(browser, served)
    person.sign_in("employee")
    yield person
    person.close()


@pytest.fixture(scope="module")
def gil(browser: Browser, served: Served) -> Iterator[Keys]:
    person = Keys(browser, served)
    person.sign_in("gardener")
    yield person
    person.close()


@pytest.fixture(scope="module")
def ada_api(served: Served) -> Api:
    return Api(served.url, served.people["employee"][0])


@pytest.fixture(scope="module")
def gil_api(served: Served) -> Api:
    return Api(served.url, served.people["gardener"][0])


@pytest.fixture
def word() -> str:
    return f"gland{uuid4().hex[:8]}"


def asked(api: Api, title: str, **more: object) -> str:
    """The path of a question that is there already."""
    sent = {"kind": "question", "title": title, "body": "It drips.", **more}
    return path_of(api.send("POST", "/contributions", sent))


def answered(api: Api, question: str, body: str) -> None:
    api.send("POST", f"/contributions/{question.split('/')[2]}/replies", {"body": body})


def test_1_sign_in_and_2_sign_out(browser: Browser, served: Served) -> None:
    person = Keys(browser, served)
    person.sign_in("admin")
    person._tab_to(person.page.locator("a.person:visible, a.me:visible").first)
    person.page.keyboard.press("Enter")
    person.press("button", "Sign out")
    person.comes_to(r"/sign-in/")
    person.close()


def test_3_search_and_4_open_what_was_found(ada: Keys) -> None:
    ada.open("/tags/")
    ada.type("Search", "mechanical seal drops")
    ada.page.keyboard.press("Enter")
    ada.comes_to(r"/search\?q=mechanical")
    ada.press("link", "How many drops per hour may a mechanical seal lose before I call it a leak?")
    ada.comes_to(r"/questions/\d+/")


def test_5_ask(ada: Keys, word: str) -> None:
    ada.open("/")
    ada.press("link", "Ask")
    ada.comes_to(r"/questions/new/")
    ada.type("What do you need to know?", f"Which {word} for hot water?")
    ada.type("What happens, and what did you expect?", "It hardens.")
    ada.page.keyboard.press("Control+Enter")
    ada.comes_to(r"/questions/\d+/$")
    ada.sees(f"Which {word} for hot water?")


def test_6_answer_and_7_comment(ada: Keys, gil_api: Api, word: str) -> None:
    ada.open(asked(gil_api, f"Why does the {word} weep?"))
    ada.type("Do you know something that is missing here?", "It was dry.")
    ada.press("button", "Answer")
    ada.sees("1 answer")
    ada.unfold("Comment on this answer")
    ada._tab_to(ada.page.locator("details.comment-here[open] textarea"))
    ada.page.keyboard.type("Since Monday.")
    ada.page.keyboard.press("Control+Enter")
    ada.sees("Since Monday.")


def test_8_accept_and_9_take_back(ada: Keys, ada_api: Api, gil_api: Api, word: str) -> None:
    question = asked(ada_api, f"Why does the {word} sing?")
    answered(gil_api, question, "It is loose.")
    ada.open(question)
    ada.press("button", "This solved it")
    ada.sees("Accepted")
    ada.press("button", "Not accepted after all")
    ada.there("button", "This solved it")


def test_10_same_here_and_11_follow(ada: Keys, gil_api: Api, word: str) -> None:
    ada.open(asked(gil_api, f"Who has a {word}?"))
    ada.press("button", "Same here")
    expect(ada.there("button", "Same here")).to_have_attribute("aria-pressed", "true")
    ada.press("button", "Follow")
    ada.there("button", "Following")


def test_12_change_and_13_compare(ada: Keys, ada_api: Api, word: str) -> None:
    ada.open(asked(ada_api, f"How hot is the {word}?"))
    ada.unfold("More to do")
    ada.press("link", "Change")
    ada.comes_to(r"/edit/$")
    ada.type("What happens, and what did you expect?", "At 90 °C ")
    ada.press("button", "Save")
    ada.comes_to(r"/questions/\d+/$")
    ada.unfold("More to do")
    ada.press("link", "Earlier texts")
    ada.comes_to(r"/versions/")
    ada.press("button", "Compare")
    ada.comes_to(r"/versions/\?from=")
    ada.page.locator("ins").filter(has_text="90").first.wait_for()


def test_14_withdraw_and_15_bring_back(ada: Keys, ada_api: Api, word: str) -> None:
    question = asked(ada_api, f"Is the {word} gone?")
    ada.open(question)
    ada.unfold("More to do")
    ada.press("link", "Withdraw")
    ada.press("button", "Withdraw")
    ada.page.wait_for_url(f"**{question}")
    ada.sees("Only you still read it.")
    ada.press("button", "Bring it back")
    ada.there("button", "Same here")


def test_16_say_that_it_is_outdated(ada: Keys, ada_api: Api, word: str) -> None:
    ada.open(asked(ada_api, f"Where do I order a {word}?"))
    ada.unfold("More to do")
    ada.press("link", "No longer right")
    ada.type("What has changed, and what holds now?", "The store moved.")
    ada.press("button", "Mark it")
    ada.sees("The store moved.")


def test_17_put_together_and_18_take_apart(ada: Keys, ada_api: Api, word: str) -> None:
    original, again = (asked(ada_api, f"{which} {word}?") for which in ("First", "Second"))
    ada.open(again)
    ada.unfold("More to do")
    ada.press("link", "Asked before")
    ada.type("The address of the one that was there before", f"{ada.served.url}{original}")
    ada.press("button", "Put them together")
    ada.comes_to(r"/questions/\d+/")
    ada.open(again)
    ada.sees("Asked before:")
    ada.press("button", "Take them apart again")
    ada.there("button", "Same here")


def test_19_found_a_group_20_invite_and_accept(ada: Keys, gil: Keys, word: str) -> None:
    ada.open("/groups/")
    ada.press("link", "Found a group")
    ada.comes_to(r"/groups/new/")
    ada.type("Name", word.title())
    ada.press("button", "Found it")
    ada.sees("The group is there.")
    group = ada.page.url.removeprefix(ada.served.url)
    ada.open(f"{group}members/")
    ada.type("Let somebody in", ada.served.people["gardener"][0])
    ada.press("button", "Let in")
    ada.sees("Gil Marchetti")
    gil.open(group)
    gil.there("button", "Leave")


def test_21_join_and_22_leave(gil: Keys, ada_api: Api, word: str) -> None:
    gil.open(path_of(ada_api.send("POST", "/groups", {"name": word})))
    gil.press("button", "Join")
    gil.there("button", "Leave")
    gil.press("button", "Leave")
    gil._tab_to(gil.page.locator("dialog[open] button.heed"))
    gil.page.keyboard.press("Enter")
    gil.there("button", "Join")


def test_23_follow_a_tag(ada: Keys, gil_api: Api, word: str) -> None:
    asked(gil_api, f"Which {word}?", tags=[word])
    ada.open(f"/tags/{word}/")
    ada.press("button", "Follow")
    ada.there("button", "Following")


def test_24_say_what_one_may_be_asked(ada: Keys, word: str) -> None:
    ada.open("/people/me/edit/")
    ada.type("What may one ask you about?", f", {word}")
    ada.press("button", "Save")
    ada.comes_to(r"/people/\d+/$")
    ada.sees(word)


def test_25_choose_how_the_home_page_is_sorted(ada: Keys) -> None:
    ada.open("/settings/")
    ada.type("What comes first on my home page", "Newest")
    ada.press("button", "Save")
    ada.page.locator(".banner.good, #messages .banner").first.wait_for()


def test_26_go_to_a_person_by_the_palette(ada: Keys) -> None:
    ada.open("/")
    ada.page.keyboard.press("Control+k")
    ada.page.get_by_role("combobox").last.wait_for()
    ada.page.keyboard.type("Gil Mar")
    ada.page.get_by_role("option", name="Gil Marchetti").first.wait_for()
    ada.page.keyboard.press("Enter")
    ada.comes_to(r"/people/\d+/")
    ada.sees("Gil Marchetti")


def test_27_read_what_was_said(ada: Keys, ada_api: Api, gil_api: Api, word: str) -> None:
    question = asked(ada_api, f"Who turns the {word}?")
    answered(gil_api, question, "Yusuf does.")
    for _ in range(40):
        if any(word in each["title"] for each in ada_api.items("/notifications")):
            break
        ada.page.wait_for_timeout(250)
    ada.open("/")
    ada.press("link", "Inbox")
    ada.comes_to(r"/notifications/")
    ada.press("link", f"Who turns the {word}?")
    ada.comes_to(re.escape(question))
    ada.sees("Yusuf does.")
