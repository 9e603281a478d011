"""The outgoing client reaches public addresses and nothing else. A canary on this machine counts
who comes by."""

import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tilth.core import outgoing
from tilth.core.outgoing import MOST_BYTES, Target, Unreachable, fetch_page, is_public

DATA = Path(os.environ.get("TILTH_TEST_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
# Of this machine, of the company's network, of what clouds keep at secret addresses.
HOSTS = """
127.0.0.1 127.0.0.1. 127.1 127.0.1 127.127.127.127 127.0.0.0 2130706433 017700000001 0x7f000001
0x7f.1 0x7f.0.0.1 0177.0.0.1 0177.1 00000177.0.0.1 0x7F.0X0.0.1 0 0.0.0.0 0x0 0.0.0.1 localhost
LOCALHOST localhost. ①②⑦.⓪.⓪.① １２７.０.０.１ 127。0。0。1 127．0．0．1 ⓛⓞⓒⓐⓛⓗⓞⓢⓣ
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1]
[::127.0.0.1] [::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::]
[2001:0:7f00:1::] [fe80::1] [fe80::1%25lo] [fec0::1] [fc00::1] [fd00:ec2::254] [ff02::1]
[100::1] [2001:db8::1] [3fff::1] [5f00::1]
10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 2852039166 0xA9FEA9FE 025177524776
169.254.43518 [::ffff:169.254.169.254] [64:ff9b::a9fe:a9fe] 100.64.0.1 100.100.100.200 192.0.0.192
192.0.0.8 192.88.99.1 198.18.0.1 192.0.2.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255
168.63.129.16
"""  # noqa: RUF001  (the wide ones are the point)
WHOLE = """
http://127.0.0.1\\@example.com:{port}/ http://example.com@127.0.0.1:{port}/ http://a:b@127.0.0.1:{port}/
http://127.0.0.1:{port}#@example.com/ http://127.0.0.1:{port}?@example.com/ http:127.0.0.1:{port}
http:///127.0.0.1:{port}/ http:\\\\127.0.0.1:{port}/ //127.0.0.1:{port}/ http://[127.0.0.1]:{port}/
http://%31%32%37.0.0.1:{port}/ http://127.0.0.1%00.example.com:{port}/ http://127.0.0.1%2523:{port}/
http://[::1]x:{port}/ file:///etc/passwd ftp://127.0.0.1:{port}/ gopher://127.0.0.1:{port}/_GET
dict://127.0.0.1:{port}/ jar:http://127.0.0.1:{port}!/ netdoc:///etc/passwd data:text/html,x
http://127.0.0.1:22/ http://127.0.0.1:6379/ http://127.0.0.1:99999/ http://127.0.0.1:{port}\\t/
"""
SPELLINGS = HOSTS.split()
ADDRESSES = [each.replace("\\t", "\t") for each in WHOLE.split()]

type Serve = Callable[..., str]


class Canary:
    """A web server of this machine. `hits` are the paths that were asked of it."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        self.answers: dict[str, Callable[[Any], None]] = {}
        canary = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                canary.hits.append(self.path)
                canary.headers = dict(self.headers)
                canary.answers.get(self.path, page)(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Not onto the screen."""

        self.headers: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()


def page(handler: Any, body: bytes = b"<title>The canary</title>", **headers: str) -> None:
    handler.send_response(200)
    for name, value in {"content_type": "text/html", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def canary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Canary]:
    """Its port is allowed, so that nothing but its address keeps one from it."""
    made = Canary()
    monkeypatch.setattr(outgoing, "PORTS", {made.port, 80, 443})
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def allowed(canary: Canary, monkeypatch: pytest.MonkeyPatch) -> Canary:
    """The canary counts as public, and has a name of the web."""
    monkeypatch.setattr(outgoing, "is_public", lambda address: address == "127.0.0.1")
    names(monkeypatch, {"canary.example": ["127.0.0.1"]})
    return canary


def names(monkeypatch: pytest.MonkeyPatch, known: dict[str, list[str]]) -> list[str]:
    """A resolver of our own, for names; what looks like an address goes to the real one. Each time
    a name is asked for again, its next address is what it stands for."""
    real = socket.getaddrinfo
    asked: list[str] = []

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host not in known:
            return real(host, port, *args, **kwargs)
        times = asked.count(host)
        asked.append(host)
        address = known[host][min(times, len(known[host]) - 1)]
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in address.split(",")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def refused(url: str) -> bool:
    try:
        fetch_page(url)
    except Unreachable:
        return True
    return False


def test_there_are_more_than_sixty_spellings() -> None:
    assert len(set(SPELLINGS)) + len(set(ADDRESSES)) > 90


def test_no_spelling_of_a_private_address_is_asked(canary: Canary) -> None:
    urls = [f"http://{host}:{canary.port}/" for host in SPELLINGS]
    urls += [f"http://{host}/" for host in SPELLINGS]
    urls += [url.format(port=canary.port) for url in ADDRESSES]

    assert [url for url in urls if not refused(url)] == []
    assert canary.hits == []


def test_the_canary_is_reached_where_nothing_forbids_it(allowed: Canary) -> None:
    """The positive control."""
    found = fetch_page(f"http://canary.example:{allowed.port}/a?b=c")

    assert found.body == b"<title>The canary</title>"
    assert allowed.hits == ["/a?b=c"]
    assert allowed.headers["Host"] == f"canary.example:{allowed.port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(allowed.headers)


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:{port}/x",
        "http://localhost:{port}/x",
        "//[::1]:{port}/x",
        "http://[::ffff:127.0.0.1]:{port}/x",
        "http://2130706433:{port}/x",
        "file:///etc/passwd",
        "http://user:word@canary.example:{port}/x",
        "http://canary.example:22/x",
    ],
)
def test_a_redirect_is_asked_anew(to: str, canary: Canary, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address is allowed by its name, the second is not."""
    asked = names(monkeypatch, {"canary.example": ["127.0.0.1"]})
    real = outgoing.addresses_of

    def first_only(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "canary.example" else real(host, port)

    monkeypatch.setattr(outgoing, "addresses_of", first_only)
    canary.answers["/"] = lambda handler: moved(handler, to.format(port=canary.port))

    assert refused(f"http://canary.example:{canary.port}/")
    assert canary.hits == ["/"]
    assert asked == []


def moved(handler: Any, to: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", to)
    handler.end_headers()


def test_redirects_come_to_an_end(allowed: Canary) -> None:
    for number in range(9):
        allowed.answers[f"/{number}"] = lambda handler, to=f"/{number + 1}": moved(handler, to)

    assert refused(f"http://canary.example:{allowed.port}/0")
    assert allowed.hits == ["/0", "/1", "/2", "/3"]

    allowed.hits.clear()
    assert not refused(f"http://canary.example:{allowed.port}/6")


@pytest.mark.parametrize(
    "answers", [["93.184.216.34", "127.0.0.1"], ["127.0.0.1"], ["8.8.8.8,127.0.0.1"]]
)
def test_a_name_that_changes_gains_nothing(
    answers: list[str], canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: public when it is looked at, private when it is connected to."""
    asked = names(monkeypatch, {"rebinding.example": answers})
    connected: list[Any] = []

    def connect(address: Any, timeout: float) -> Any:
        connected.append(address)
        raise OSError("The network is not there.")

    monkeypatch.setattr(socket, "create_connection", connect)

    assert refused(f"http://rebinding.example:{canary.port}/")
    assert asked == ["rebinding.example"]
    assert connected in ([], [("93.184.216.34", canary.port)])
    assert canary.hits == []


def test_what_the_environment_says_of_proxies_is_not_followed(
    allowed: Canary, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")

    assert not refused(f"http://canary.example:{allowed.port}/")


def test_who_sends_a_byte_now_and_then_is_cut_off(
    allowed: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 0.5)

    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    def drip_headers(handler: Any) -> None:
        for _ in range(100):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.05)

    for path, way in (("/body", drip), ("/headers", drip_headers)):
        allowed.answers[path] = lambda handler, way=way: quietly(way, handler)
        begun = time.monotonic()
        assert refused(f"http://canary.example:{allowed.port}{path}")
        assert time.monotonic() - begun < 2


def quietly(way: Callable[[Any], None], handler: Any) -> None:
    try:
        way(handler)
    except OSError:
        handler.close_connection = True


def test_no_more_is_read_than_may_be(allowed: Canary) -> None:
    allowed.answers["/"] = lambda handler: quietly(
        lambda h: page(h, b"<title>Long</title>" + b"x" * 20 * MOST_BYTES), handler
    )

    assert len(fetch_page(f"http://canary.example:{allowed.port}/").body) == MOST_BYTES


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "application/pdf"},
        {"content_type": "image/svg+xml"},
        {"content_encoding": "gzip"},
        {"content_encoding": "br"},
    ],
)
def test_what_is_no_plain_html_is_left(headers: dict[str, str], allowed: Canary) -> None:
    allowed.answers["/"] = lambda handler: page(handler, b"x", **headers)

    assert refused(f"http://canary.example:{allowed.port}/")


@pytest.mark.parametrize("port", [21, 22, 25, 3306, 5432, 6379, 8080])
def test_only_the_ports_of_the_web(port: int) -> None:
    with pytest.raises(Unreachable, match="port"):
        Target.of(f"http://example.com:{port}/")


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111"])
def test_what_is_public_is_public(address: str) -> None:
    assert is_public(address)


def test_an_address_is_written_out_for_the_server() -> None:
    assert Target.of("https://Bücher.example/a b"[:-2] + "ä?q=ö") == Target(
        True, "xn--bcher-kva.example", 443, "/a%C3%A4?q=%C3%B6"
    )


@pytest.mark.slow
def test_no_spelling_of_the_collection_is_asked(canary: Canary) -> None:
    folder = DATA / "08-hostile" / "ssrf"
    if not folder.is_dir():
        pytest.skip(f"no {folder}: set TILTH_TEST_DATA to the folder of test data")
    text = "".join(path.read_text() for path in folder.glob("*.md"))
    urls = set(re.findall(r"[a-z]{2,8}:/{1,3}[^\s`\"'<>)|]+", text))
    # What they say of foreign sites is meant to be read; only what looks like an address is tried.
    private = [
        url for url in urls if not re.search(r"github|medium|owasp|blog|youtube|\.com/", url)
    ]
    assert len(private) > 60

    begun = time.monotonic()
    assert [url for url in private if not refused(url)] == []
    assert time.monotonic() - begun < 60
    assert canary.hits == []
