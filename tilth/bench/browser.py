"""One person's connection to the server, as light as can be: what the client costs is not measured,
but it takes the same two cores."""

import http.client
import time
from dataclasses import dataclass, field
from secrets import token_hex
from urllib.parse import urlencode

CSRF = "tilth-csrf"
STALE_SECONDS = 3.0  # the server closes what was silent for five


class WentWrong(Exception):  # noqa: N818
    """The server answered otherwise than it should."""


@dataclass
class Browser:
    port: int
    session: str
    csrf: str = field(default_factory=lambda: token_hex(16))
    _connection: http.client.HTTPConnection | None = None
    _used: float = 0.0

    def get(self, path: str) -> float:
        """Seconds until the page was there."""
        return self._send("GET", path, None, 200)

    def post(self, path: str, form: dict[str, str]) -> float:
        fields = {**form, "csrfmiddlewaretoken": self.csrf, "form_key": token_hex(16)}
        return self._send("POST", path, urlencode(fields).encode(), 302)

    def _send(self, method: str, path: str, body: bytes | None, wanted: int) -> float:
        if self._connection is None or time.monotonic() - self._used > STALE_SECONDS:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": f"tilth={self.session}; {CSRF}={self.csrf}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        self._used = time.monotonic()
        took = time.perf_counter() - began
        if answer.status != wanted:
            raise WentWrong(f"{method} {path} was answered with {answer.status}, not {wanted}.")
        return took
