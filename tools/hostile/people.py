"""Somebody who writes: as a program with a token, and as a person with forms."""

import http.client
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

CSRF = "tilth-csrf"


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Client:
    """One connection, kept. `faults` are the answers that nobody should get."""

    url: str
    token: str = ""
    cookies: dict[str, str] = field(default_factory=lambda: {CSRF: "a" * 32})
    faults: list[str] = field(default_factory=list)
    _connection: http.client.HTTPConnection | None = None

    def api(self, method: str, path: str, sent: object = None) -> Answer:
        body = None if sent is None else json.dumps(sent).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.send(method, f"/api/v1{path}", body, headers)

    def upload(self, name: str, content: bytes) -> Answer:
        mark = "between-the-parts"
        quoted = (
            name.replace("\\", "\\\\").replace('"', "%22").replace("\r", " ").replace("\n", " ")
        )
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"'
        body = f"{head}\r\nContent-Type: text/plain\r\n\r\n".encode() + content
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": f"multipart/form-data; boundary={mark}",
        }
        return self.send("POST", "/api/v1/files", body + f"\r\n--{mark}--\r\n".encode(), headers)

    def form(self, path: str, **fields: str) -> Answer:
        """As a browser sends it: lines end with CR LF."""
        typed = {name: re.sub(r"\r\n?|\n", "\r\n", value) for name, value in fields.items()}
        typed["csrfmiddlewaretoken"] = self.cookies[CSRF]
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", path, urlencode(typed).encode(), headers)

    def get(self, path: str, **query: str) -> Answer:
        return self.send("GET", f"{path}?{urlencode(query)}" if query else path, None, {})

    def sign_in(self, address: str, password: str) -> None:
        answer = self.form("/sign-in/", login=address, password=password)
        if answer.status != 302:
            raise PermissionError(f"Signing in was answered with {answer.status}.")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if "Authorization" not in headers:
            headers = headers | {"Cookie": "; ".join(map("=".join, self.cookies.items()))}
        for last in (False, True):
            if self._connection is None:
                host = urlsplit(self.url).netloc
                self._connection = http.client.HTTPConnection(host, timeout=60)
            try:
                self._connection.request(method, path, body, headers)
                got = self._connection.getresponse()
                text = got.read().decode("utf-8", "replace")
                break
            except (http.client.HTTPException, ConnectionError):
                self._connection.close()
                self._connection = None
                if last:
                    raise
        for line in got.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if got.status >= 500:
            self.faults.append(f"{method} {path[:200]}: {got.status} on {(body or b'')[:300]!r}")
        return Answer(
            got.status, text, {name.lower(): value for name, value in got.headers.items()}
        )
