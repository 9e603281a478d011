"""Bytes of files are sent by the event loop, not by the thread that decided who may have them.

Somebody who listens to a recording keeps a connection for an hour: sixteen of them would stop a
site with sixteen threads. So the page only names the file, in the way WSGI has for it
(`wsgi.file_wrapper`), and starlette sends it, or the parts of it that are asked for (Range).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from wsgiref.util import FileWrapper

from a2wsgi.asgi_typing import HTTPScope, Receive, Send, SendEvent
from starlette.responses import FileResponse

from tilth.files.handing import KeptFile

HANDED = "tilth.handed"
"""In a request's scope: the path of the file that its page hands out."""


class Named:
    """Instead of a file's content: nothing. Closing it ends Django's request as usual."""

    def __init__(self, file: KeptFile) -> None:
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        return iter(())


def naming(application: Any) -> Callable[[Any, Any], Iterable[bytes]]:
    """WSGI: around Django."""

    def named(environ: Any, start_response: Any) -> Iterable[bytes]:
        def wrap(file: Any, block_size: int) -> Iterable[bytes]:
            if not isinstance(file, KeptFile):
                return FileWrapper(file, block_size)
            environ["asgi.scope"][HANDED] = file.path
            return Named(file)

        environ["wsgi.file_wrapper"] = wrap
        answer: Iterable[bytes] = application(environ, start_response)
        return answer

    return named


class Sending:
    """ASGI: around a2wsgi. Holds the headers back until it is clear what the content is."""

    def __init__(self, scope: HTTPScope, send: Send) -> None:
        self.scope: Any = scope
        self.send = send
        self.start: Any = None

    async def __call__(self, message: SendEvent) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        if HANDED in self.scope:
            return
        if self.start is not None:
            await self.send(self.start)
            self.start = None
        await self.send(message)

    async def finish(self, receive: Receive) -> None:
        """Send the file, if there is one. A place in memory is all that a slow reader takes."""
        if HANDED not in self.scope or self.start is None:
            return
        headers = {
            name.decode("latin1"): value.decode("latin1") for name, value in self.start["headers"]
        }
        # Cookies may be several; no other header of ours is.
        cookies = [pair for pair in self.start["headers"] if pair[0] == b"set-cookie"]
        headers.pop("set-cookie", None)
        path = self.scope[HANDED]
        response = FileResponse(path, headers=headers, media_type=headers["content-type"])
        response.raw_headers += cookies
        stream: Any = response  # starlette and a2wsgi name the same messages in types of their own
        await stream(self.scope, receive, self.send)
