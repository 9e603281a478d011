"""Files are sent by the event loop, whole or in the parts that are asked for."""

import asyncio
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

import pytest
from a2wsgi import WSGIMiddleware

from tilth.config.streams import Sending, naming
from tilth.files.handing import KeptFile

CONTENT = bytes(range(256)) * 1000
HEADERS = [
    ("Content-Type", "audio/wav"),
    ("Content-Length", str(len(CONTENT))),
    ("ETag", '"e"'),
    ("Cache-Control", "private, no-cache"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
]
closed: list[KeptFile] = []


@pytest.fixture(autouse=True)
def recording(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "talk").write_bytes(CONTENT)
    closed.clear()


def page(environ: Any, start_response: Any) -> Any:
    """As Django does with a FileResponse."""
    file = KeptFile("talk")
    end = file.close
    file.close = lambda: (end(), closed.append(file))[1]  # type: ignore[method-assign]
    start_response("200 OK", HEADERS)
    return environ["wsgi.file_wrapper"](file, 4096)


def ask(app: Any = page, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[Any] = []

    async def run() -> None:
        scope: Any = {
            "type": "http",
            "method": method,
            "path": "/",
            "query_string": b"",
            "http_version": "1.1",
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
            ],
        }
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Any:
            for message in asked:
                return message
            return await asyncio.Event().wait()

        async def send(message: Any) -> None:
            sent.append(message)

        sending = Sending(scope, send)
        await WSGIMiddleware(naming(app))(scope, receive, sending)
        await sending.finish(receive)

    asyncio.run(run())
    start, *bodies = sent
    got = {name.decode(): value.decode() for name, value in start["headers"]}
    got["set-cookie"] = ",".join(v.decode() for n, v in start["headers"] if n == b"set-cookie")
    return start["status"], got, b"".join(message.get("body", b"") for message in bodies)


def test_all_of_it_with_the_headers_of_the_page() -> None:
    status, headers, body = ask()

    assert (status, body) == (200, CONTENT)
    assert headers["content-length"] == str(len(CONTENT))
    assert headers["content-type"] == "audio/wav"
    assert headers["accept-ranges"] == "bytes"
    assert headers["etag"] == '"e"'
    assert headers["cache-control"] == "private, no-cache"
    assert headers["set-cookie"] == "a=1,b=2"
    assert len(closed) == 1  # Django's request ends with it


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=100-199", 100, 199), ("bytes=255000-", 255000, 255999), ("bytes=-10", 255990, 255999)],
)
def test_a_part(asked: str, first: int, last: int) -> None:
    status, headers, body = ask(range=asked)

    assert status == 206
    assert body == CONTENT[first : last + 1]
    assert headers["content-range"] == f"bytes {first}-{last}/256000"
    assert headers["content-length"] == str(len(body))


def test_several_parts() -> None:
    status, headers, body = ask(range="bytes=0-9,1000-1009")

    assert status == 206
    assert headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert int(headers["content-length"]) == len(body)
    assert CONTENT[:10] in body
    assert CONTENT[1000:1010] in body


def test_a_part_beyond_its_end_is_refused() -> None:
    status, headers, _body = ask(range="bytes=256000-")

    assert (status, headers["content-range"]) == (416, "bytes */256000")


@pytest.mark.parametrize(("etag", "status"), [('"e"', 206), ('"other"', 200)])
def test_a_part_only_of_what_one_has_already(etag: str, status: int) -> None:
    assert ask(range="bytes=0-9", if_range=etag)[0] == status


def test_many_parts_at_once_are_no_way_to_multiply_work() -> None:
    status, _headers, body = ask(range="bytes=" + ",".join(f"{n}-{n}" for n in range(0, 400, 2)))

    assert (status, len(body)) == (200, len(CONTENT))


def test_to_ask_what_there_is_sends_nothing() -> None:
    status, headers, body = ask(method="HEAD")

    assert (status, headers["content-length"], body) == (200, str(len(CONTENT)), b"")


def test_what_is_no_kept_file_is_sent_as_ever(tmp_path: Path) -> None:
    def other(environ: Any, start_response: Any) -> Any:
        start_response("200 OK", [("Content-Type", "text/css")])
        wrapped = environ["wsgi.file_wrapper"]((tmp_path / "talk").open("rb"), 4096)
        assert isinstance(wrapped, FileWrapper)
        return wrapped

    status, headers, body = ask(other)

    assert (status, body) == (200, CONTENT)
    assert "accept-ranges" not in headers


def test_a_page_without_a_body_is_sent_as_ever() -> None:
    def empty(environ: Any, start_response: Any) -> Any:
        start_response("304 Not Modified", [("ETag", '"e"')])
        return []

    assert ask(empty)[0] == 304
