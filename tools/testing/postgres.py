"""A PostgreSQL to test on: the one named, one within reach, or a throw-away one."""

import contextlib
import getpass
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tools.testing import servers
from tools.testing.servers import CannotStartError, Missing

OLDEST = 15  # that Django supports
FOLDERS = [
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
]
LOCALES = ["C.UTF-8", "en_US.UTF-8", "C"]  # macOS lacks the first; the last folds no umlaut
# UTF8, because a cluster that was made without a locale holds bytes instead of text.
FITNESS: LiteralString = """
    SELECT current_setting('server_version_num')::int / 10000,
           (SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user),
           (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'template1')
"""
OURS: LiteralString = "SELECT datname FROM pg_database WHERE datname ~ %s"


def server() -> AbstractContextManager[str | Missing]:
    """The address of one where we may make databases, without a database's name."""
    variables = ["TILTH_TEST_DATABASE_URL", "TILTH_DATABASE_URL"]
    return servers.find(
        "PostgreSQL",
        variables=[name for name in variables if os.environ.get(name, "").startswith("postgres")],
        usual=usual(),
        unfit=unfit,
        throw_away=throw_away,
        mend="sudo apt install postgresql,"
        " or set TILTH_TEST_DATABASE_URL=postgres://user:password@host to one that may make databases",
    )


def usual() -> Iterator[str]:
    """On the socket, then on loopback. libpq adds PGPORT, PGPASSWORD and ~/.pgpass."""
    for host in ("", "127.0.0.1"):
        for user in dict.fromkeys((getpass.getuser(), "postgres")):
            yield f"postgres://{user}@{host}"


def unfit(url: str) -> str:
    """Why this server will not do, or nothing."""
    try:
        with connect(url) as connection:
            version, may_create, encoding = connection.execute(FITNESS).fetchone() or (0, False, "")
    except psycopg.Error as error:
        return servers.first(error)
    if version < OLDEST:
        return f"it is version {version}, and {OLDEST} is the oldest that will do"
    if not may_create:
        return "its user may not create databases"
    return "" if encoding == "UTF8" else f"its template1 is {encoding}, not UTF8"


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(with_name(url, "postgres"), autocommit=True, connect_timeout=5)


def with_name(url: str, name: str) -> str:
    parts = urlsplit(url)
    return f"postgres://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")


@contextlib.contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """An empty database. It goes at the end, and with it those that Django made beside it."""
    with connect(url) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield with_name(url, name)
    finally:
        # A server that is gone has taken them along, and the tests have failed by it.
        with contextlib.suppress(psycopg.OperationalError), connect(url) as connection:
            for (each,) in connection.execute(OURS, [f"^(test_)?{name}"]).fetchall():
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                connection.execute(drop.format(sql.Identifier(each)))


def newest_programs() -> Path | None:
    """The folder of initdb and postgres."""
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    folders = on_path + [found for pattern in FOLDERS for found in Path("/").glob(pattern)]
    usable = [each for each in folders if (each / "initdb").exists() and version_of(each) >= OLDEST]
    return max(usable, key=version_of, default=None)


def version_of(programs: Path) -> int:
    """15, where `postgres --version` prints `postgres (PostgreSQL) 15.20 (Debian …)`."""
    with contextlib.suppress(OSError, subprocess.SubprocessError, IndexError, ValueError):
        printed = subprocess.check_output(
            [programs / "postgres", "--version"], text=True, timeout=10
        )
        return int(printed.split(")")[1].strip().split(".")[0])
    return 0


@contextlib.contextmanager
def throw_away() -> Iterator[str]:
    """Any account of this machine reaches its port: hence a password."""
    programs = newest_programs()
    if programs is None:
        raise CannotStartError(f"no initdb of version {OLDEST} or later is here to start one")
    password = secrets.token_hex(16)
    port = servers.free_port()
    url = f"postgres://postgres:{password}@127.0.0.1:{port}"
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        # Nothing here has to outlive a power cut.
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    with servers.folder() as folder:
        make_cluster(programs, folder, password)
        command = [str(programs / "postgres"), "-D", str(folder / "data"), *options]
        with servers.running(command, folder, lambda: not unfit(url)):
            yield url


def make_cluster(programs: Path, folder: Path, password: str) -> None:
    password_file = folder / "password"
    password_file.write_text(password)
    if owner := servers.account():
        os.chown(password_file, owner["user"], owner["group"])
    for locale in LOCALES:
        made = subprocess.run(
            [
                programs / "initdb",
                f"--pgdata={folder / 'data'}",
                f"--locale={locale}",
                "--encoding=UTF8",
                "--username=postgres",
                "--auth=scram-sha-256",
                f"--pwfile={password_file}",
                "--no-sync",
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            **servers.account(),
        )
        if made.returncode == 0:
            return
    raise CannotStartError(f"initdb says: {servers.last(made.stderr)}")
