"""One tab: whom it lets in, what it takes, what it passes on."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.db import connections

from tilth.config.asgi import route
from tilth.conftest import sign_in
from tilth.live.consumer import TOO_LONG, watched
from tilth.live.hub import hub
from tilth.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

OURS = "http://localhost:8000"


class Browser:
    """The other end. (That of channels wants a server that we do not have.)"""

    def __init__(self, cookie: str = "", origin: str | None = OURS, path: str = "/live") -> None:
        given = {"host": "localhost:8000", "origin": origin, "cookie": cookie}
        headers = [(name.encode(), value.encode()) for name, value in given.items() if value]
        query = {"query_string": b"", "subprotocols": [], "headers": headers}
        scope = {"type": "websocket", "path": path, **query}
        self.end: Any = ApplicationCommunicator(route, scope)  # type: ignore[no-untyped-call]

    async def connect(self) -> bool:
        await self.end.send_input({"type": "websocket.connect"})
        answer = await self.end.receive_output(5)
        return bool(answer["type"] == "websocket.accept")

    async def say(self, **data: Any) -> None:
        await self.end.send_input({"type": "websocket.receive", **data})

    async def hear(self) -> Any:
        return await self.end.receive_output(5)

    async def disconnect(self) -> None:
        await self.end.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.end.wait(5)


def cookie_of(person: Person) -> str:
    [(name, morsel)] = sign_in(person).cookies.items()
    return f"{name}={morsel.value}"


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    async def with_an_end() -> Any:
        try:
            return await asyncio.wait_for(work(), 10)
        finally:
            await sync_to_async(connections.close_all)()

    return asyncio.run(with_an_end())


async def is_let_in(browser: Browser) -> bool:
    let_in = await browser.connect()
    if let_in:
        await browser.disconnect()
    return let_in


def test_whoever_is_signed_in_is_let_in(ada: Person) -> None:
    cookie = cookie_of(ada)
    assert run(lambda: is_let_in(Browser(cookie)))


def test_nobody_else_is(ada: Person) -> None:
    name, _, key = cookie_of(ada).partition("=")

    assert not run(lambda: is_let_in(Browser()))
    assert not run(lambda: is_let_in(Browser(f"{name}={key[::-1]}")))


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://localhost.evil.example",
        "http://evil.example:8000",
        "null",
        "file://",
        "http://localhost@evil.example",
    ],
)
def test_a_foreign_page_is_turned_away_whoever_looks_at_it(origin: str, ada: Person) -> None:
    """A browser sends the cookie along with a foreign page's socket."""
    cookie = cookie_of(ada)
    assert not run(lambda: is_let_in(Browser(cookie, origin)))


def test_nor_is_what_does_not_say_where_it_comes_from(ada: Person) -> None:
    cookie = cookie_of(ada)
    assert not run(lambda: is_let_in(Browser(cookie, None)))


@pytest.mark.parametrize("path", ["/", "/live/", "/live/7", "/api/v1/stream"])
def test_there_is_no_socket_elsewhere(path: str, ada: Person) -> None:
    cookie = cookie_of(ada)
    assert not run(lambda: is_let_in(Browser(cookie, path=path)))


def test_who_has_left_is_not_let_in_with_the_session_they_had(ada: Person) -> None:
    cookie = cookie_of(ada)
    Person.objects.filter(pk=ada.pk).update(left_at="2026-03-02T12:00Z")

    assert not run(lambda: is_let_in(Browser(cookie)))


def test_it_is_held_while_it_is_open(ada: Person) -> None:
    cookie = cookie_of(ada)

    async def look() -> list[int]:
        browser = Browser(cookie)
        counts = [len(hub.sockets)]
        await browser.connect()
        counts.append(len(hub.sockets))
        await browser.disconnect()
        counts.append(len(hub.sockets))
        return counts

    assert run(look) == [0, 1, 0]


def test_it_passes_on_names_and_ids_and_nothing_else(ada: Person) -> None:
    cookie = cookie_of(ada)

    async def hear() -> Any:
        browser = Browser(cookie)
        await browser.connect()
        [held] = hub.sockets
        message: Any = {"event": "replied", "group": 3, "id": 7, "of": 9, "title": "secret"}
        await held.send(message)
        heard = await browser.hear()
        await browser.disconnect()
        return json.loads(heard["text"])

    assert run(hear) == {"event": "replied", "group": 3, "id": 7}


def test_it_remembers_what_is_watched_and_bears_what_is_not_said_by_our_pages(ada: Person) -> None:
    cookie = cookie_of(ada)

    async def say() -> list[int | None]:
        browser = Browser(cookie)
        await browser.connect()
        [held] = hub.sockets
        seen = []
        for text in ('{"watch": 7}', "{", "[]", " " * TOO_LONG + '{"watch": 8}', '{"watch": 9}'):
            await browser.say(text=text)
            await asyncio.sleep(0.05)
            seen.append(held.watching)
        await browser.say(bytes=b"\x00\xff")
        await browser.disconnect()
        return seen

    assert run(say) == [7, None, None, None, 9]


@pytest.mark.parametrize(
    ("text", "watching"),
    [
        ('{"watch": 7}', 7),
        ('{"watch": null}', None),
        ('{"watch": true}', None),
        ('{"watch": "7"}', None),
        ('{"watch": 7.0}', None),
        ('{"watch": [7]}', None),
        ('{"watch": {"id": 7}}', None),
        ("7", None),
        ("", None),
        ("not json", None),
    ],
)
def test_what_is_watched_is_a_number(text: str, watching: int | None) -> None:
    assert watched(text) == watching


def test_one_that_was_let_go_is_closed_as_not_signed_in(ada: Person) -> None:
    cookie = cookie_of(ada)

    async def close() -> Any:
        browser = Browser(cookie)
        await browser.connect()
        [held] = hub.sockets
        await held.close()
        return await browser.hear()

    closed = run(close)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)
