"""`python -m tilth.bench.home`: the signed-in home of the demonstration company, in a browser.

Serves it on data of its own, prints a table, and ends with 1 where a value is above its bar.
With an address and a session it measures a server that runs: `… home http://localhost:8000 SESSION`.
"""

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from tilth.bench.paint.browser import NoBrowser, program
from tilth.bench.paint.measure import measure
from tilth.bench.ratios import Ratio
from tilth.bench.say import say

TILTH = str(Path(sys.executable).with_name("tilth"))
COOKIE = "tilth"
START_SECONDS = 60


def main(given: list[str]) -> int:
    try:
        found = of_server(*given) if given else of_demonstration()
    except NoBrowser as missing:
        say(str(missing))
        return 1
    for each in found:
        above = "  above its bar" if each.is_above else ""
        say(f"{each.name:<52} {each.value:>9.2f}  of {each.bar:g}{above}")
    return 1 if any(each.is_above for each in found) else 0


def of_server(url: str, session: str) -> list[Ratio]:
    return measure(f"{url.rstrip('/')}/", (COOKIE, session))


def of_demonstration() -> list[Ratio]:
    """Takes a minute. Raises NoBrowser where there is none."""
    program()  # before a minute is spent
    with demonstration() as (url, session):
        return of_server(url, session)


@contextlib.contextmanager
def demonstration() -> Iterator[tuple[str, str]]:
    """Its address, and the session of one of its people."""
    with (
        tempfile.TemporaryDirectory(prefix="tilth-bench-", ignore_cleanup_errors=True) as folder,
        socket.socket() as probe,
    ):
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        url = f"http://localhost:{port}"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("TILTH_")}
        environment = kept | {"TILTH_DATA_DIR": folder, "TILTH_BASE_URL": url}
        told = subprocess.run(  # noqa: S603  (ours)
            [TILTH, "demo"], env=environment, check=True, capture_output=True, text=True
        ).stdout
        people = {role: rest for role, *rest in map(str.split, told.splitlines())}
        server = subprocess.Popen(  # noqa: S603
            [TILTH, "serve", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_ready(f"{url}/readyz")
            yield url, sign_in(url, *people["employee"])
        finally:
            server.terminate()
            server.wait(30)


def wait_until_ready(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(url, timeout=5) as answer,  # noqa: S310  (our own)
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer.")


def sign_in(url: str, address: str, password: str) -> str:
    """The session, through the form as a person would."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = opener.open(f"{url}/sign-in/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    sent = {
        "csrfmiddlewaretoken": token[1] if token else "",
        "login": address,
        "password": password,
    }
    opener.open(f"{url}/sign-in/", urlencode(sent).encode(), timeout=30).close()
    return next(cookie.value or "" for cookie in jar if cookie.name == COOKIE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
