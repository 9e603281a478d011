"""A database of one size with its server, what the server costs, and whom it serves."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tilth.bench import cpu
from tilth.bench.browser import Browser
from tilth.bench.databases import TILTH, Company, Database, postgres_server

START_SECONDS = 120.0
DRAIN_SECONDS = 120.0
BACKENDS = (
    b"SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
)


@dataclass
class Someone:
    handle: str
    """`busy-50`: in fifty groups in which much is written."""
    session: str
    questions: list[str]
    group: int | str
    asked: int = 0

    def next_question(self) -> str:
        self.asked += 1
        return self.questions[self.asked % len(self.questions)]


@dataclass
class Site:
    company: Company
    database: Database
    port: int
    server: subprocess.Popen[bytes]
    helper: subprocess.Popen[str]
    people: list[Someone] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    """Of the company's vocabulary, the most used first."""
    words: list[str] = field(default_factory=list)
    """What is searched for."""
    browsers: dict[str, Browser] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.database.engine} {self.company.contributions}"

    def ask(self, do: str, **wish: Any) -> Any:
        """The helper beside the server."""
        if self.helper.stdin is None or self.helper.stdout is None:
            raise RuntimeError("The helper has no pipes.")
        self.helper.stdin.write(json.dumps({"do": do, "with": wish}) + "\n")
        self.helper.stdin.flush()
        line = self.helper.stdout.readline()
        if not line:
            raise RuntimeError("The helper beside the server has ended; see above.")
        return json.loads(line)

    def clocks(self) -> dict[int, float]:
        """Of the server's processes and of the database's that work for it. The helper's own
        backend is among them; while the server is measured it has nothing to do."""
        return cpu.total([*cpu.tree(self.server.pid), *self.backends()])

    def backends(self) -> list[int]:
        if self.database.engine != "postgresql":
            return []
        import psycopg

        name = self.database.url.rsplit("/", 1)[1]
        with psycopg.connect(postgres_server()) as connection:
            return [pid for (pid,) in connection.execute(BACKENDS, [name])]

    def drain(self) -> None:
        """Until what was written is indexed and told: that is part of what a post costs."""
        began = time.monotonic()
        while self.ask("pending"):
            if time.monotonic() - began > DRAIN_SECONDS:
                raise RuntimeError("The outbox is not worked through.")
            time.sleep(0.02)

    def browser(self, someone: Someone) -> Browser:
        if someone.handle not in self.browsers:
            self.browsers[someone.handle] = Browser(self.port, someone.session)
        return self.browsers[someone.handle]


@contextmanager
def served(company: Company, database: Database) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = database.environment(TILTH_BASE_URL=f"http://localhost:{port}")
    with (database.folder / "server.log").open("ab") as log:
        server = subprocess.Popen(  # noqa: S603  (ourselves)
            [TILTH, "serve", f"--port={port}"], stdout=log, stderr=log, env=environment
        )
    helper = subprocess.Popen(
        [sys.executable, "-m", "tilth.bench.inside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        site = Site(company, database, port, server, helper)
        _wait(site)
        site.people = [Someone(**each) for each in site.ask("people")]
        site.nouns, site.words = site.ask("words", seed=company.seed)
        yield site
    finally:
        for process in (helper, server):
            process.terminate()
        for process in (helper, server):
            process.wait(20)


def _wait(site: Site) -> None:
    began = time.monotonic()
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/readyz", timeout=5):
                return
        except (OSError, urllib.error.URLError):
            if site.server.poll() is not None or time.monotonic() - began > START_SECONDS:
                log = site.database.folder / "server.log"
                raise RuntimeError(f"The server did not start: {log.read_text()}") from None
            time.sleep(0.1)
