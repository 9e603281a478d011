"""`kill -9` of an import at any point: the same command goes on, and ends where an unbroken one does."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tilth.imports.tests.dumps import folder, many
from tilth.imports.tests.real import CONLANG, ROOT

pytestmark = pytest.mark.slow

TILTH = [sys.executable, "-c", "import sys; from tilth.config.cli import main; sys.exit(main())"]
KILLS = 5
COUNT_UP = {"id", "object_id", "foreign_id"}
"""Ids differ from run to run where a batch was lost; what they lead to is compared instead."""
REFERRED = {
    "people_person": "handle",
    "groups_group": "name",
    "contributions_contribution": "source",
    "contributions_reply": "source",
    "contributions_tag": "name",
}
APART = ("django_", "sqlite_", "search_text", "events_", "once_", "search_searchdocument")


def start(dump: Path, data: Path, *more: str) -> subprocess.Popen[bytes]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("TILTH_")
    }
    return subprocess.Popen(  # noqa: S603
        [*TILTH, "import", "stackexchange", str(dump), "--group", "Pumps", *more],
        cwd=ROOT,
        env=environment | {"TILTH_DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(dump: Path, data: Path) -> None:
    process = start(dump, data)
    _out, error = process.communicate(timeout=300)
    assert process.returncode == 0, error.decode()


def state(data: Path) -> dict[str, Counter[str]]:
    """Every row of every table, with what its ids lead to in place of them."""
    with closing(sqlite3.connect(data / "tilth.sqlite3")) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(APART)
        ]
        names = {
            table: dict(database.execute(f"SELECT id, {column} FROM {table}"))  # noqa: S608
            for table, column in REFERRED.items()
        }
        return {table: Counter(_rows(database, table, names)) for table in tables}


def _rows(database: sqlite3.Connection, table: str, names: dict[str, Any]) -> list[str]:
    refers = {
        row[3]: row[2] for row in database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    }
    cursor = database.execute(f"SELECT * FROM {table}")  # noqa: S608
    columns = [column[0] for column in cursor.description]
    by_clock = {"password", "since", *({"created_at"} if table == "groups_group" else ())}
    return [
        str(
            {
                column: names[refers[column]][value]
                if refers.get(column) in names and value is not None
                else value
                for column, value in zip(columns, row, strict=True)
                if column not in COUNT_UP | by_clock
            }
        )
        for row in cursor.fetchall()
    ]


def found(data: Path) -> Counter[str]:
    """What the search knows."""
    with closing(sqlite3.connect(data / "tilth.sqlite3")) as database:
        return Counter(str(row) for row in database.execute("SELECT title, body FROM search_text"))


def waiting(data: Path) -> int:
    with closing(sqlite3.connect(data / "tilth.sqlite3")) as database:
        query = "SELECT count(*) FROM events_outboxevent WHERE done_at IS NULL"
        return int(database.execute(query).fetchone()[0])


@pytest.fixture(params=["made up", "conlang"])
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "conlang":
        if not CONLANG.is_dir():
            pytest.skip(f"no test data in {CONLANG}; say where it is with TILTH_TEST_DATA")
        return CONLANG
    return folder(tmp_path, many(questions=120))


def remembered(data: Path) -> int:
    """How many things have come."""
    with closing(sqlite3.connect(data / "tilth.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM imports_imported").fetchone()[0])


def kill(dump: Path, data: Path, *, after: int, then: float) -> bool:
    """Begin, and kill so many seconds after so many things have come. False: it was over before."""
    process = start(dump, data)
    while process.poll() is None and remembered(data) < after:
        time.sleep(0.01)
    time.sleep(then)
    was_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return was_running


def test_killed_five_times_it_ends_where_an_unbroken_one_does(dump: Path, tmp_path: Path) -> None:
    whole, broken, empty = tmp_path / "whole", tmp_path / "broken", tmp_path / "empty"
    finish(dump, whole)
    total = remembered(whole)
    finish(folder(empty, {"Posts": [], "Users": []}), broken)  # so that no kill falls on migrating
    seed = time.time_ns() % 10**6
    chance = random.Random(seed)  # noqa: S311
    # The last one falls on what comes after the things: settling, and the search.
    points = [*sorted(chance.randrange(total) for _ in range(KILLS - 1)), total]

    killed = [kill(dump, broken, after=n, then=chance.uniform(0, 0.2)) for n in points]
    finish(dump, broken)

    assert all(killed[:-1]), f"seed {seed}"
    assert state(broken) == state(whole), f"seed {seed}"
    assert found(broken) == found(whole), f"seed {seed}"
    assert waiting(broken) == 0
