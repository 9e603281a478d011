"""A company that is served, and people in it: all through what Tilth promises to the outside, the
command line, pages, the API, the socket."""

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

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

PASSWORD = "a long enough phrase"  # noqa: S105  (of a company that lives as long as the test)


class Company:
    """A served company in a folder of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
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
            **environment,
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
    def served(self, workers: int = 1) -> Iterator[None]:
        tilth = Path(sys.executable).with_name("tilth")
        with subprocess.Popen(  # noqa: S603
            [tilth, "serve", "--port", str(self.port), "--workers", str(workers)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            try:
                wait_for(self.is_served, 60)
                yield
            finally:
                server.terminate()
                server.wait(20)

    def is_served(self) -> bool:
        try:
            return self.ask("GET", "/healthz")[0] == 200
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
