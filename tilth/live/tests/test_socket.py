"""A real server, real sockets: whoever loses access falls silent or is let go within five seconds."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from tilth.live.tests.served import Company, Person, socket_of

pytestmark = pytest.mark.slow

PROMISED = 5.0  # seconds
SILENCE = 1.5  # within which a message that is to come has come many times over


def heard(tab: ClientConnection, seconds: float = SILENCE) -> list[dict[str, Any]]:
    messages = []
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            messages.append(json.loads(tab.recv(timeout=left)))
        except TimeoutError:
            break
    return messages


def seconds_until_closed(tab: ClientConnection) -> tuple[float, int]:
    start = time.monotonic()
    with pytest.raises(ConnectionClosed) as closed:
        tab.recv(timeout=3 * PROMISED)
    assert closed.value.rcvd
    return time.monotonic() - start, closed.value.rcvd.code


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    company = Company(tmp_path_factory.mktemp("company"))
    with company.served():
        yield company


@pytest.fixture(scope="module")
def gil(company: Company) -> Person:
    return company.person("gil")


@pytest.fixture(scope="module")
def ada(company: Company) -> Person:
    return company.person("ada")


@pytest.fixture
def group(gil: Person, ada: Person) -> int:
    """Hidden, with ada in it."""
    status, group = gil.api("POST", "/groups", {"name": "Pumps", "visibility": "hidden"})
    assert status == 201
    assert gil.api("PUT", f"/groups/{group['id']}/members/{ada.pk}")[0] == 200
    return int(group["id"])


def ask(person: Person, group: int | None, title: str = "Why?") -> int:
    status, made = person.api(
        "POST", "/contributions", {"kind": "question", "title": title, "group": group}
    )
    assert status == 201, made
    return int(made["id"])


def test_a_member_hears_of_it_by_name_and_id(ada: Person, gil: Person, group: int) -> None:
    with ada.listens() as tab:
        time.sleep(0.2)
        thing = ask(gil, group)
        messages = heard(tab)

    assert messages == [{"event": "contribution-added", "group": group, "id": thing}]


def test_who_was_put_out_hears_nothing_from_then_on(ada: Person, gil: Person, group: int) -> None:
    with ada.listens() as tab:
        first = ask(gil, group)
        assert [message["id"] for message in heard(tab)] == [first]

        assert gil.api("DELETE", f"/groups/{group}/members/{ada.pk}")[0] == 204
        second = ask(gil, group)

        assert heard(tab) == []
    assert ada.opens(f"/questions/{second}/") == 404
    assert ada.api("GET", f"/contributions/{second}")[0] == 404


def test_who_has_the_page_open_hears_of_replies_until_they_lose_it(
    ada: Person, gil: Person, group: int
) -> None:
    thing = ask(gil, group)
    with ada.listens() as tab:
        tab.send(json.dumps({"watch": thing}))
        time.sleep(0.2)
        gil.api("POST", f"/contributions/{thing}/replies", {"body": "So."})
        assert [message["event"] for message in heard(tab)] == ["replied"]

        gil.api("DELETE", f"/groups/{group}/members/{ada.pk}")
        tab.send(json.dumps({"watch": thing}))  # to say so again opens nothing
        gil.api("POST", f"/contributions/{thing}/replies", {"body": "And so."})

        assert heard(tab) == []


@pytest.mark.parametrize(
    "change", [{"visibility": "closed"}, {"visibility": "hidden"}, {"parent": "closed"}]
)
def test_when_an_open_group_is_closed_colleagues_fall_silent(
    change: dict[str, Any], ada: Person, gil: Person
) -> None:
    _, closed = gil.api("POST", "/groups", {"name": "Board", "visibility": "closed"})
    _, yard = gil.api("POST", "/groups", {"name": "Yard"})
    ada.api("PUT", f"/people/{gil.pk}/follow")
    with ada.listens() as tab:
        time.sleep(0.2)
        ask(gil, yard["id"])
        assert len(heard(tab)) == 1

        if "parent" in change:
            change = {"parent": closed["id"]}
        assert gil.api("PATCH", f"/groups/{yard['id']}", change)[0] == 200
        ask(gil, yard["id"])

        assert heard(tab) == []
    ada.api("DELETE", f"/people/{gil.pk}/follow")


def test_who_has_left_is_let_go_within_five_seconds(company: Company, gil: Person) -> None:
    zoe = company.person("zoe")
    with zoe.listens() as tab:
        company.command("person", "leave", zoe.address)
        seconds, code = seconds_until_closed(tab)

    assert seconds <= PROMISED
    assert code == 4401
    assert zoe.opens("/") == 302
    assert zoe.api("GET", "/me")[0] == 401
    with pytest.raises(InvalidStatus), zoe.listens():
        pass


def test_so_is_who_signs_out(company: Company) -> None:
    nia = company.person("nia")
    _, _, page = company.ask("GET", "/", Cookie=nia.cookie)
    token = re.search(r'"X-CSRFToken": "(\w+)"', page)
    assert token
    with nia.listens() as tab:
        status, _, _ = company.ask(
            "POST",
            "/sign-out/",
            Cookie=nia.cookie,
            X_CSRFToken=token[1],
            Origin=company.origin,
        )
        assert status == 302
        seconds, code = seconds_until_closed(tab)

    assert seconds <= PROMISED
    assert code == 4401


def test_who_stays_is_not_let_go(company: Company, ada: Person) -> None:
    """The positive control of the two above."""
    with ada.listens() as tab:
        assert heard(tab, PROMISED) == []
        assert tab.ping().wait(5)


def test_a_foreign_page_and_who_is_not_signed_in_are_turned_away(
    company: Company, ada: Person
) -> None:
    for origin, cookie in (
        ("https://evil.example", ada.cookie),
        ("null", ada.cookie),
        (company.origin, ""),
        (company.origin, "tilth=0123456789"),
    ):
        with pytest.raises(InvalidStatus) as refused, socket_of(company, origin, cookie):
            pass
        assert refused.value.response.status_code == 403
    with ada.listens() as tab:
        assert tab.ping().wait(5)


def test_a_guest_hears_of_their_group_and_of_nothing_else(
    company: Company, gil: Person, group: int
) -> None:
    gus = company.person("gus", "--guest")
    gil.api("PUT", f"/groups/{group}/members/{gus.pk}")
    with gus.listens() as tab:
        time.sleep(0.2)
        ask(gil, None, "For all colleagues")
        ask(gil, group, "For the group")

        assert [message["group"] for message in heard(tab)] == [group]
