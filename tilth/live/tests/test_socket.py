"""A real server, real sockets: whoever loses access falls silent or is let go within five seconds.

Everything goes through what Tilth promises to the outside: the command line, pages, the API.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

pytestmark = pytest.mark.slow

PASSWORD = "a long enough phrase"  # noqa: S105  (of a company that lives as long as the test)
PROMISED = 5.0  # seconds
SILENCE = 1.5  # within which a message that is to come has come many times over


class Company:
    """A served company in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.origin = f"http://localhost:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TILTH_")}
        self.environment = {
            **kept,
            "TILTH_DATA_DIR": str(folder),
            "TILTH_BASE_URL": self.origin,
            "TMPDIR": str(folder),
        }

    def command(self, *words: str, typed: str = "") -> str:
        tilth = Path(sys.executable).with_name("tilth")
        done = subprocess.run(  # noqa: S603  (our own command)
            [tilth, *words],
            env=self.environment,
            input=typed,
            text=True,
            capture_output=True,
            check=True,
        )
        return done.stdout.strip()

    @contextmanager
    def served(self) -> Iterator[None]:
        tilth = Path(sys.executable).with_name("tilth")
        with subprocess.Popen(  # noqa: S603
            [tilth, "serve", "--port", str(self.port)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            try:
                wait_for(self.is_ready, 60)
                yield
            finally:
                server.terminate()
                server.wait(20)

    def is_ready(self) -> bool:
        try:
            return self.ask("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def ask(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, list[tuple[str, str]], str]:
        connection = HTTPConnection("localhost", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body or None, named)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read().decode()
        finally:
            connection.close()

    def person(self, name: str, *options: str) -> "Person":
        self.command(
            "person", "add", f"{name}@acme.example", "--password-stdin", *options, typed=PASSWORD
        )
        return Person(self, name)


class Person:
    def __init__(self, company: Company, name: str) -> None:
        self.company, self.address = company, f"{name}@acme.example"
        self.token = company.command("token", self.address)
        self.cookie = self.sign_in()
        self.pk = self.api("GET", "/me")[1]["id"]

    def sign_in(self) -> str:
        _, headers, page = self.company.ask("GET", "/sign-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token
        fields = {
            "csrfmiddlewaretoken": token[1],
            "login": self.address,
            "password": PASSWORD,
            "next": "/",
        }
        status, answered, _ = self.company.ask(
            "POST",
            "/sign-in/",
            urlencode(fields),
            Cookie=cookies(headers),
            Content_Type="application/x-www-form-urlencoded",
            Origin=self.company.origin,
        )
        assert status == 302
        return "; ".join([cookies(headers), cookies(answered)])

    def api(self, method: str, path: str, data: Any = None) -> tuple[int, Any]:
        status, _, text = self.company.ask(
            method,
            f"/api/v1{path}",
            json.dumps(data) if data is not None else "",
            Authorization=f"Bearer {self.token}",
            Content_Type="application/json",
        )
        return status, json.loads(text) if text else None

    def opens(self, path: str) -> int:
        return self.company.ask("GET", path, Cookie=self.cookie)[0]

    def listens(self) -> ClientConnection:
        return socket_of(self.company, self.company.origin, self.cookie)


def socket_of(company: Company, origin: str, cookie: str) -> ClientConnection:
    address, headers = f"ws://localhost:{company.port}/live", {"Cookie": cookie}
    return connect(address, origin=Origin(origin), additional_headers=headers, legacy=None)


def cookies(headers: list[tuple[str, str]]) -> str:
    given = [value.partition(";")[0] for name, value in headers if name.lower() == "set-cookie"]
    return "; ".join(given)


def wait_for(holds: Callable[[], bool], seconds: float) -> float:
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < seconds, "It took too long."
        time.sleep(0.05)
    return time.monotonic() - start


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
