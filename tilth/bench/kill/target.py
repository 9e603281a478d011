import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

TILTH = str(Path(sys.executable).with_name("tilth"))
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/0"
BACK_SECONDS = 60.0
ANSWER_SECONDS = 5


class NotThere(Exception):  # noqa: N818  (what is missing, in one line)
    """PostgreSQL or Redis does not answer."""


@dataclass
class Target:
    """A server on data of its own. Its process group is killed as a whole or in part."""

    folder: Path
    database: str
    workers: int
    redis: str = ""
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """What this process needs too, to make the company and to look at the rows."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tilth.config.settings",
            "TILTH_DATA_DIR": str(self.folder),
            "TILTH_DATABASE_URL": self.database,
            "TILTH_BASE_URL": f"http://localhost:{self.port}",
            "TILTH_REDIS_URL": self.redis,
            "TILTH_REDIS_PREFIX": prefix(),
        }

    @property
    def process(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("Not started.")
        return self._process

    def start(self) -> float:
        """Seconds until it is ready."""
        began = time.monotonic()
        command = [TILTH, "serve", "--port", str(self.port), "--workers", str(self.workers)]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  (ourselves)
                command, stdout=log, stderr=log, start_new_session=True, env=self.environment()
            )
        while not self.is_ready():
            if self.process.poll() is not None:
                raise RuntimeError(f"The server did not start: see {self.folder}/server.log")
            if time.monotonic() - began > BACK_SECONDS:
                raise RuntimeError(f"Not back after {BACK_SECONDS:.0f} s: see {self.folder}")
            time.sleep(0.02)
        return time.monotonic() - began

    def environment(self) -> dict[str, str]:
        """With compiled modules, as installed programs have them."""
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(self.folder / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return environment

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/readyz", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def kill(self, chance: random.Random) -> tuple[str, float]:
        """`kill -9`, and up again. What was killed, and the seconds until it was back."""
        kind = chance.choice(self.kinds)
        if kind == "connections":
            return kind, self.cut_connections()
        if kind == "worker":
            # The others go on meanwhile, and the supervisor starts a new one.
            os.kill(chance.choice(self.children()), signal.SIGKILL)
            return kind, self.wait_until_whole()
        if kind == "supervisor":
            os.kill(self.process.pid, signal.SIGKILL)
        else:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        began = time.monotonic()
        self.wait_until_gone()
        self.start()
        return kind, time.monotonic() - began

    @property
    def kinds(self) -> list[str]:
        several = ["worker", "supervisor"] if self.workers > 1 else []
        elsewhere = ["connections"] if self.database.startswith("postgres") else []
        return ["everything", *several, *elsewhere]

    def cut_connections(self) -> float:
        """What the server has open on PostgreSQL is ended there, as when that is started again."""
        import psycopg

        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        began = time.monotonic()
        while not self.is_ready():
            time.sleep(0.02)
        return time.monotonic() - began

    def children(self) -> list[int]:
        """The workers; not multiprocessing's own helper."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
                command = stat.with_name("cmdline").read_bytes()
                if parent == self.process.pid and b"spawn_main" in command:
                    found.append(int(stat.parent.name))
        return found

    def wait_until_whole(self) -> float:
        began = time.monotonic()
        while time.monotonic() - began < BACK_SECONDS:
            time.sleep(0.05)
            if len(self.children()) == self.workers and self.is_ready():
                return time.monotonic() - began
        raise RuntimeError("The supervisor started no new worker.")

    def wait_until_gone(self) -> None:
        """Workers end by themselves when their supervisor was killed."""
        began = time.monotonic()
        while time.monotonic() - began < BACK_SECONDS:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                with contextlib.suppress(OSError):
                    probe.bind(("127.0.0.1", self.port))
                    return
            time.sleep(0.02)
        raise RuntimeError("Workers outlived their supervisor, and hold its port.")

    def stop(self) -> None:
        if self._process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


@contextlib.contextmanager
def target(folder: Path, database: str, workers: int) -> Iterator[Target]:
    """Made for this run alone, and taken away after it. Raises NotThere."""
    with contextlib.ExitStack() as stack:
        url = "sqlite:///" if database == "sqlite" else stack.enter_context(postgres_database())
        redis = stack.enter_context(corner_of_redis()) if workers > 1 else ""
        made = Target(folder, url, workers, redis)
        made.prepare()
        try:
            yield made
        finally:
            made.stop()


@contextlib.contextmanager
def postgres_database() -> Iterator[str]:
    """On the server that TILTH_DATABASE_URL names, else on the one of this host."""
    import psycopg

    named = os.environ.get("TILTH_DATABASE_URL", "")
    server = named if named.startswith("postgres") else POSTGRES
    name = f"tilth_kill_{os.getpid()}"
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=ANSWER_SECONDS) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
    except psycopg.Error as error:
        raise NotThere(
            f"PostgreSQL gives no database at {urlsplit(server).hostname}"
            f" ({' '.join(str(error).split())}). Name another with TILTH_DATABASE_URL."
        ) from None
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def corner_of_redis() -> Iterator[str]:
    """The one that TILTH_REDIS_URL names, else the one of this host, under a prefix of our own."""
    from redis import Redis, RedisError

    url = os.environ.get("TILTH_REDIS_URL") or REDIS
    with Redis.from_url(url, socket_timeout=ANSWER_SECONDS) as client:
        try:
            client.ping()
        except RedisError as error:
            raise NotThere(
                "Two workers need Redis, and none answers at"
                f" {urlsplit(url).hostname} ({error}). Name another with TILTH_REDIS_URL."
            ) from None
        try:
            yield url
        finally:
            for key in client.scan_iter(f"*{prefix()}*"):
                client.delete(key)


def prefix() -> str:
    return f"tilth-kill-{os.getpid()}"
