"""Where the companies lie: made once for the same arguments and the same code, then copied."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from tilth.bench.say import say

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / "var" / "bench"
TILTH = str(Path(sys.executable).with_name("tilth"))
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
SOURCES = (
    "*/migrations/*.py",
    "demo/synthetic/*.py",
    "core/text/html.py",
    "core/text/plain.py",
    "search/document.py",
    "search/stems.py",
    "search/words.py",
)


@dataclass(frozen=True)
class Company:
    people: int
    groups: int
    contributions: int
    seed: int = 1

    @property
    def arguments(self) -> list[str]:
        return [
            f"--{name}={getattr(self, name)}"
            for name in ("people", "groups", "contributions", "seed")
        ]

    @property
    def key(self) -> str:
        """Says which rows come out: by the arguments, and by the code that makes and indexes them."""
        digest = sha256(" ".join(self.arguments).encode())
        for pattern in SOURCES:
            for path in sorted((ROOT / "tilth").glob(pattern)):
                digest.update(path.read_bytes())
        return f"{self.contributions}_{digest.hexdigest()[:10]}"


@dataclass(frozen=True)
class Database:
    engine: str
    """`sqlite` or `postgresql`."""
    url: str
    folder: Path
    """The data folder of whoever serves it."""

    def environment(self, **more: str) -> dict[str, str]:
        mine = {
            "DJANGO_SETTINGS_MODULE": "tilth.config.settings",
            "TILTH_DATA_DIR": str(self.folder),
            "TILTH_DATABASE_URL": self.url,
            "TILTH_REDIS_URL": "",
            "PYTHONUNBUFFERED": "1",
        }
        return {**os.environ, **mine, **more}


def load(company: Company, database: Database) -> None:
    say(f"Making the company of {company.contributions} contributions on {database.engine}.")
    command = [TILTH, "company", *company.arguments]
    subprocess.run(command, check=True, env=database.environment())  # noqa: S603  (ourselves)


def keep_sqlite(company: Company) -> Path:
    """The folder of the company as it was made. Interrupted, the next run goes on with it."""
    kept = CACHE / f"sqlite_{company.key}"
    if not (kept / "whole").exists():
        for other in CACHE.glob(f"sqlite_{company.contributions}_*"):
            if other != kept:  # of an earlier state of the code
                shutil.rmtree(other)
        kept.mkdir(parents=True, exist_ok=True)
        load(company, Database("sqlite", "sqlite:///", kept))
        (kept / "whole").touch()
    return kept


def keep_postgresql(company: Company) -> str:
    """The name of the database of the company as it was made."""
    server, kept = postgres_server(), f"tilth_bench_{company.key}"
    if not _exists(server, kept):
        made = f"{kept}_unfinished"
        for other in _named_like(server, f"tilth_bench_{company.contributions}_"):
            if other != made:  # of an earlier state of the code
                execute(server, f'DROP DATABASE "{other}" WITH (FORCE)')
        if not _exists(server, made):
            execute(server, f'CREATE DATABASE "{made}"')
        folder = CACHE / f"postgresql_{company.key}"
        load(company, Database("postgresql", named(server, made), folder))
        execute(server, f'ALTER DATABASE "{made}" RENAME TO "{kept}"')
    return kept


@contextmanager
def sqlite(company: Company, folder: Path) -> Iterator[Database]:
    """A copy of its own, as measuring writes."""
    shutil.copytree(keep_sqlite(company), folder)
    yield Database("sqlite", "sqlite:///", folder)


@contextmanager
def postgresql(company: Company, folder: Path) -> Iterator[Database]:
    server, kept = postgres_server(), keep_postgresql(company)
    copy = f"tilth_bench_run_{os.getpid()}_{company.contributions}"
    folder.mkdir(parents=True)
    execute(server, f'CREATE DATABASE "{copy}" TEMPLATE "{kept}"')
    try:
        yield Database("postgresql", named(server, copy), folder)
    finally:
        execute(server, f'DROP DATABASE "{copy}" WITH (FORCE)')


def postgres_server() -> str:
    """The one that TILTH_DATABASE_URL names, else the one of this host."""
    url = os.environ.get("TILTH_DATABASE_URL", "")
    return url if url.startswith("postgres") else POSTGRES


def unreachable() -> str:
    """Why PostgreSQL is not measured; empty if it is."""
    import psycopg

    try:
        execute(postgres_server(), "SELECT 1")
    except psycopg.Error as error:
        return " ".join(str(error).split())
    return ""


def named(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def execute(server: str, sql: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True, connect_timeout=5) as connection:
        connection.execute(sql.encode())


def _exists(server: str, name: str) -> bool:
    return name in _named_like(server, name)


def _named_like(server: str, beginning: str) -> list[str]:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("SELECT datname FROM pg_database")
        return [name for (name,) in found if name.startswith(beginning)]


KEEP = {"sqlite": keep_sqlite, "postgresql": keep_postgresql}
ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
