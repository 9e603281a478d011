"""What comes in is counted before a page sees it, whether its length was said or not."""

import asyncio
from typing import Any

import pytest

from tilth.config import arriving
from tilth.config.arriving import TOO_MUCH, Arriving, BrokeOff

MOST = 3_000_000


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "most", lambda: MOST)


def come(
    pieces: list[bytes], said: int | None = None, *, breaks: bool = False
) -> tuple[Any, bytes, int]:
    """The scope that a page is given, what it reads, and how many pieces were taken in."""
    headers = [] if said is None else [(b"content-length", str(said).encode())]
    left = list(pieces)
    took = 0

    async def receive() -> Any:
        nonlocal took
        if not left:
            return {"type": "http.disconnect"}
        took += 1
        more = len(left) > 1 or breaks
        return {"type": "http.request", "body": left.pop(0), "more_body": more}

    async def run() -> tuple[Any, bytes]:
        arrived = Arriving({"type": "http", "headers": headers}, receive)  # type: ignore[arg-type]
        try:
            await arrived.begin()
            read = b""
            while True:
                message: Any = await arrived.receive()
                read += message["body"]
                if not message["more_body"]:
                    return arrived.scope, read
        finally:
            arrived.close()

    scope, read = asyncio.run(run())
    return scope, read, took


def length(scope: Any) -> int:
    return int(dict(scope["headers"])[b"content-length"])


def test_a_form_comes_as_it_was_sent() -> None:
    scope, read, _took = come([b"title=", b"Why"], said=9)

    assert read == b"title=Why"
    assert length(scope) == 9
    assert TOO_MUCH not in scope


@pytest.mark.parametrize("size", [0, 10, 300_000, 2_900_000])
def test_of_what_says_no_length_it_is_found_out(size: int) -> None:
    whole = bytes(range(256)) * (size // 256 + 1)
    pieces = [whole[:size][at : at + 65_536] for at in range(0, max(size, 1), 65_536)]

    scope, read, _took = come(pieces)

    assert read == whole[:size]
    assert length(scope) == size


def test_what_says_that_it_is_too_much_is_not_read() -> None:
    scope, read, took = come([b"x" * 65_536] * 100, said=MOST + 1)

    assert scope[TOO_MUCH]
    assert (read, took, length(scope)) == (b"", 0, 0)


def test_what_does_not_say_so_is_read_no_further_than_that() -> None:
    scope, read, took = come([b"x" * 65_536] * 100)

    assert scope[TOO_MUCH]
    assert read == b""
    assert took == MOST // 65_536 + 1


@pytest.mark.parametrize("said", [None, 100_000_00])
def test_what_breaks_off_never_reaches_a_page(said: int | None) -> None:
    with pytest.raises((BrokeOff, ConnectionResetError)):
        come([b"x" * 1000] * 3, said=min(said, MOST) if said else None, breaks=True)
