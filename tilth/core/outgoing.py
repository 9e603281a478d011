"""The one client that asks addresses which people typed. It reaches public addresses and nothing
else: not this machine, not the company's network, not what a cloud keeps at a secret address.

A name is resolved once, every address it has is looked at, and the connection goes to one of those:
a name that leads elsewhere a moment later gains nothing. Redirects are asked anew. Nothing goes
along: no cookie, no password, no proxy of the environment.

requests-hardened does the first half of that, on requests; it has no bound on time and size as a
whole, follows the environment's proxies, and lets through IPv4 written as `::127.0.0.1`. This is
the standard library's client with a socket that we choose.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

PORTS = {80, 443}
SECONDS = 5.0
"""For all of it: every redirect, every byte."""
MOST_BYTES = 512 * 1024
REDIRECTS = 3
MAX_URL = 2000
HEADERS = {
    "User-Agent": "Tilth (link preview)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "identity",  # packed, a few bytes would be a gigabyte
    "Connection": "close",
}
_REDIRECTED = {301, 302, 303, 307, 308}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?\.?|\[[0-9a-f:.]+\]")
# Beyond what Python calls private: the old relays of IPv6 over IPv4, and a service of Azure that
# every machine there reaches at a public address.
_REFUSED = [ip_network("192.88.99.0/24"), ip_network("168.63.129.16/32")]
_GLOBAL = ip_network("2000::/3")
_REFUSED_6 = [ip_network("2001::/23"), ip_network("2002::/16"), ip_network("3fff::/20")]


class Unreachable(Exception):  # noqa: N818
    """It is not asked, or does not answer as it should. Says why, for a log."""


@dataclass(frozen=True)
class Page:
    url: str
    """Where it was found in the end."""
    charset: str
    """As its header says; may be empty or none that there is."""
    body: bytes
    """At most MOST_BYTES of it."""


def fetch_page(url: str) -> Page:
    """The HTML at an address. Raises Unreachable."""
    deadline = monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        target = Target.of(url)
        with _asked(target, deadline) as response:
            if response.status not in _REDIRECTED:
                return _read(url, response, deadline)
            url = urljoin(url, response.getheader("Location", ""))
    raise Unreachable(f"more than {REDIRECTS} redirects")


@dataclass(frozen=True)
class Target:
    is_https: bool
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str) -> "Target":
        """Raises Unreachable where the address is none of the web, or could be read in two ways."""
        if len(url) > MAX_URL or re.search(r"[\x00-\x20\\\x7f]", url):
            raise Unreachable("no plain address")
        try:
            parts = urlsplit(url)
            port, host = parts.port, (parts.hostname or "").rstrip(".")
            host = f"[{host}]" if ":" in host else host.encode("idna").decode().lower()
        except ValueError as error:  # also what IDNA refuses
            raise Unreachable(str(error)) from None
        if (
            parts.scheme not in {"http", "https"}
            or "@" in parts.netloc
            or not _HOST.fullmatch(host)
        ):
            raise Unreachable("no plain address of the web")
        port = port if port is not None else 443 if parts.scheme == "https" else 80
        if port not in PORTS:
            raise Unreachable(f"port {port}")
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
        )
        return cls(parts.scheme == "https", host.strip("[]"), port, path)


def addresses_of(host: str, port: int) -> list[str]:
    """All that the name stands for. Raises Unreachable if one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"no such host: {error}") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address):
            raise Unreachable(f"{host} is at {address}, which is not public")
    return addresses


def is_public(address: str) -> bool:
    """Of the ways to write an IPv4 address within IPv6 none is."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        refused = any(ip in net for net in _REFUSED_6 if isinstance(net, IPv6Network))
        return ip in _GLOBAL and ip.is_global and not refused
    refused = any(ip in net for net in _REFUSED)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or refused)


@contextmanager
def _asked(target: Target, deadline: float) -> Iterator[HTTPResponse]:
    connection = _Pinned(target, deadline)
    # A server that sends a byte now and then passes every timeout of a socket.
    clock = Timer(max(0.0, deadline - monotonic()), connection.cut)
    clock.daemon = True
    clock.start()
    try:
        connection.request("GET", target.path, headers=HEADERS)
        yield connection.getresponse()
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}") from None
    finally:
        clock.cancel()
        connection.close()


class _Pinned(HTTPConnection):
    """To one of the addresses that were looked at."""

    def __init__(self, target: Target, deadline: float) -> None:
        super().__init__(target.host, target.port)
        self.default_port = 443 if target.is_https else 80
        self._target = target
        self._deadline = deadline
        self._wire: socket.socket | None = None
        """The library lets go of `sock` while the answer is still read from it."""

    def connect(self) -> None:
        addresses = addresses_of(self._target.host, self._target.port)
        self.sock = self._wire = self._first_of(addresses)
        if self._target.is_https:
            self.sock = self._wire = _trust().wrap_socket(
                self.sock, server_hostname=self._target.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def _first_of(self, addresses: list[str]) -> socket.socket:
        fault: OSError = TimeoutError()
        for address in addresses:
            if (left := self._deadline - monotonic()) <= 0:
                break
            try:
                return socket.create_connection((address, self._target.port), timeout=left)
            except OSError as error:
                fault = error
        raise fault

    def cut(self) -> None:
        """From another thread: whatever waits for a byte gets none."""
        if self._wire is not None:
            try:
                self._wire.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already


_trust: Callable[[], ssl.SSLContext] = ssl.create_default_context


def _read(url: str, response: HTTPResponse, deadline: float) -> Page:
    if response.status != 200:
        raise Unreachable(f"status {response.status}")
    if response.headers.get_content_type() not in {"text/html", "application/xhtml+xml"}:
        raise Unreachable("no HTML")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise Unreachable("packed, although it was not asked for so")
    body = response.read(MOST_BYTES)
    if monotonic() > deadline:
        raise Unreachable("too slow")
    return Page(url, response.headers.get_content_charset() or "", body)
