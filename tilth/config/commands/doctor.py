import sqlite3
from argparse import Namespace
from collections.abc import Callable

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_vtasks.db.models import QueuedTask, TaskStatus
from django_vtasks.serialization import deserialize

from tilth.config.commands.output import Subparsers, say
from tilth.events.dispatcher import backlog

OLDEST_SQLITE = (3, 35)


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("doctor", help="look whether everything is well, and what to do")
    parser.set_defaults(run=doctor)


def doctor(options: Namespace) -> int:
    """Each check says what is well, or raises with what to do. 1 if any did."""
    sick = 0
    for name, check in CHECKS.items():
        try:
            say(f"ok    {name}: {check()}")
        except Exception as error:  # noqa: BLE001  (a check that breaks is a finding)
            sick += 1
            say(f"WRONG {name}: {' '.join(str(error).split())}")
    return 1 if sick else 0


def configuration() -> str:
    if settings.DEBUG:
        raise RuntimeError("TILTH_DEBUG is on: it shows tracebacks to everybody. Switch it off.")
    return settings.BASE_URL


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.vendor == "sqlite":
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or later.")
        return f"SQLite {sqlite3.sqlite_version}"
    return f"PostgreSQL {connection.pg_version // 10000}"  # type: ignore[attr-defined]


def migrations() -> str:
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError(f"{len(plan)} migrations are missing. `tilth serve` applies them.")
    return "up to date"


def redis() -> str:
    if not settings.REDIS_URL:
        return "not used; one worker"
    from redis import Redis

    Redis.from_url(settings.REDIS_URL, socket_timeout=5).ping()
    return "answers"


def storage() -> str:
    name = default_storage.save("doctor", ContentFile(b"well"))
    try:
        with default_storage.open(name) as written:
            if written.read() != b"well":
                raise RuntimeError("What was written reads back differently.")
    finally:
        default_storage.delete(name)
    return "writes and reads"


def search() -> str:
    from tilth.search.models import SearchDocument

    return f"{SearchDocument.objects.count()} documents"


def outbox() -> str:
    found = backlog()
    if found.failing:
        raise RuntimeError(
            f"{found.failing} events reach somebody only in vain; the oldest is of {found.since}."
            " The log of the server says what fails. They are tried again by themselves."
        )
    return f"{found.waiting} events wait"


def tasks() -> str:
    given_up = QueuedTask.objects.filter(status=TaskStatus.FAILED)
    if data := [deserialize(row.data) for row in given_up]:
        last = data[-1]
        raise RuntimeError(
            f"{len(data)} were given up; the last is {last['func']} ({last.get('error_msg', '')})."
        )
    return f"{QueuedTask.objects.count()} wait or are at work"


def assets() -> str:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise RuntimeError("Not built. Run `make setup`.")
    return "built"


CHECKS: dict[str, Callable[[], str]] = {
    "configuration": configuration,
    "database": database,
    "migrations": migrations,
    "Redis": redis,
    "storage": storage,
    "search": search,
    "outbox": outbox,
    "tasks": tasks,
    "assets": assets,
}
