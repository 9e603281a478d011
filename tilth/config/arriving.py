"""What a request brings, before a thread is given to it.

A page's thread is one of sixteen: slow connections would stop the whole site if it waited for them.
And what is more than anybody may send is turned away here, whether its length was said or not,
instead of being read to its end.
"""

import asyncio
from collections import deque
from tempfile import SpooledTemporaryFile
from typing import Any

from a2wsgi.asgi_typing import HTTPRequestEvent, Receive, ReceiveEvent, Scope
from django.conf import settings

HELD_BYTES = 256 * 1024  # of a request, before it takes a thread: any form without files
SILENCE_SECONDS = 30.0  # in the middle of an upload, until its thread is given to others
FILES_AT_ONCE = 10  # as large as one may be, in one request
WORDS = 4 * 2**20  # around them
TOO_MUCH = "tilth.too_much"
"""In a request's scope: it brings more than it may, and was not read. See `home.refusals`."""


class BrokeOff(Exception):  # noqa: N818
    """Before there was enough of it to begin with."""


def most() -> int:
    """Bytes of one request."""
    return FILES_AT_ONCE * settings.MAX_UPLOAD + WORDS


class Arriving:
    """A request on its way. `scope` and `receive` are what a2wsgi is given."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope: Any = scope
        self._receive = receive
        self._held: deque[HTTPRequestEvent] = deque()
        self._file: SpooledTemporaryFile[bytes] | None = None

    async def begin(self) -> None:
        """Wait until it may take a thread. What breaks off on its way never reaches a page: a2wsgi
        alone would pass on half a form as if that were all. Raises BrokeOff."""
        said = dict(self.scope["headers"]).get(b"content-length")
        if said is not None and int(said) > most():
            self._turn_away()
            return
        size = 0
        while not self._held or (size < HELD_BYTES and self._held[-1].get("more_body")):
            size += await self._hold()
        if said is not None:
            return
        # Django reads as much as was said, so of what says nothing it would read nothing.
        if self._held[-1].get("more_body"):
            await self._spool(size)
        else:
            self._say_length(size)

    async def _hold(self) -> int:
        message = await self._receive()
        if message["type"] != "http.request":
            raise BrokeOff
        self._held.append(message)
        return len(message["body"])

    async def _spool(self, size: int) -> None:
        """All of it, on disk, to know how long it is."""
        self._file = file = SpooledTemporaryFile(max_size=HELD_BYTES)  # noqa: SIM115  (see close)
        while True:
            while self._held:
                message = self._held.popleft()
                await asyncio.to_thread(file.write, message["body"])
            if not message.get("more_body"):
                break
            size += await self._hold()
            if size > most():
                self._turn_away()
                return
        file.seek(0)
        self._say_length(size)

        async def piece() -> ReceiveEvent:
            body = await asyncio.to_thread(file.read, HELD_BYTES)
            return {"type": "http.request", "body": body, "more_body": bool(body)}

        self._receive = piece

    def _say_length(self, size: int) -> None:
        self.scope["headers"] = [*self.scope["headers"], (b"content-length", str(size).encode())]

    def _turn_away(self) -> None:
        self.scope[TOO_MUCH] = True
        others = [pair for pair in self.scope["headers"] if pair[0] != b"content-length"]
        self.scope["headers"] = [*others, (b"content-length", b"0")]
        self._held = deque([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive(self) -> ReceiveEvent:
        if self._held:
            return self._held.popleft()
        message = await asyncio.wait_for(self._receive(), SILENCE_SECONDS)
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("The request broke off.")
        return message

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
