"""Somebody at the other end of a connection that breaks: they repeat until it is confirmed."""

import http.client
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

PATIENCE_SECONDS = 180.0


class NeverConfirmed(Exception):  # noqa: N818
    """Repeated for minutes, and no answer that settles it."""


class Refused(Exception):  # noqa: N818
    """Answered, and not as a write that is allowed should be."""


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    port: int
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    repeated: int = 0
    """How often something was sent again, as its answer was lost."""
    failures: int = 0
    """Answers of 500 and above."""
    _connection: http.client.HTTPConnection | None = None

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Once. Raises OSError or HTTPException where the connection breaks."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            named["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self._connection.request(method, path, body, {**self.headers, **named})
            response = self._connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = None
            raise
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return answer

    def insist(self, attempt: Callable[[], Answer]) -> Answer:
        """The same again until it is answered. Every attempt carries the same key."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            try:
                answer = attempt()
            except (OSError, http.client.HTTPException):
                self.repeated += 1
                time.sleep(0.1)
                continue
            if answer.status < 500:
                return answer
            self.failures += 1
            time.sleep(0.1)
        raise NeverConfirmed

    def write(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """Through the API, with a key."""
        body = None if data is None else json.dumps(data).encode()
        return self._write(method, path, body, "application/json")

    def upload(self, name: str, content: bytes) -> Any:
        boundary = uuid4().hex
        body = (
            (
                f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n"
            ).encode()
            + content
            + f"\r\n--{boundary}--\r\n".encode()
        )
        return self._write("POST", "/files", body, f"multipart/form-data; boundary={boundary}")

    def _write(self, method: str, path: str, body: bytes | None, content_type: str) -> Any:
        key = uuid4().hex
        answer = self.insist(
            lambda: self.send(
                method, f"/api/v1{path}", body, Content_Type=content_type, Idempotency_Key=key
            )
        )
        if not 200 <= answer.status < 300:
            raise Refused(f"{method} {path}: {answer.status} {answer.body[:300]!r}")
        return answer.json()

    def read(self, path: str) -> Any:
        answer = self.insist(lambda: self.send("GET", f"/api/v1{path}"))
        if answer.status != 200:
            raise Refused(f"GET {path}: {answer.status} {answer.body[:300]!r}")
        return answer.json()

    def read_all(self, path: str) -> list[Any]:
        joint = "&" if "?" in path else "?"
        page = self.read(f"{path}{joint}limit=100")
        items: list[Any] = page["items"]
        while page["next"]:
            more = urlencode({"limit": 100, "cursor": page["next"]})
            page = self.read(f"{path}{joint}{more}")
            items += page["items"]
        return items

    def sign_in(self, address: str, password: str) -> None:
        """From here on with a session, as a browser has one."""
        form = self.insist(lambda: self.send("GET", "/sign-in/")).body.decode()
        fields = {"login": address, "password": password, "csrfmiddlewaretoken": token_in(form)}
        answer = self.insist(lambda: self._post("/sign-in/", fields))
        if answer.status != 302:
            raise Refused(f"{address} was not let in: {answer.status}")

    def fill_in(self, form: str, path: str, fields: Mapping[str, str]) -> str:
        """Open the page `form`, send its form to `path`; the address it leads to."""
        page = self.insist(lambda: self.send("GET", form)).body.decode()
        key = re.search(r'name="form_key" value="(\w+)"', page)
        if key is None:
            raise Refused(f"{form} has no form with a key.")
        whole = {"form_key": key[1], "csrfmiddlewaretoken": token_in(page), **fields}
        answer = self.insist(lambda: self._post(path, whole))
        if answer.status != 302:
            raise Refused(f"{path}: {answer.status}")
        return answer.headers["Location"]

    def _post(self, path: str, fields: Mapping[str, str]) -> Answer:
        body = urlencode(fields).encode()
        return self.send("POST", path, body, Content_Type="application/x-www-form-urlencoded")


def token_in(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    if found is None:
        raise Refused("A page without a form.")
    return found[1]
