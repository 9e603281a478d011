"""The proof that nothing is lost, with three kills, and that it says plainly what it lacks."""

import os
import subprocess
import sys

import pytest
from django.db import connection

TWO = "2" if os.environ.get("TILTH_REDIS_URL") else "1"
ON = (
    ["--database", "postgres", "--workers", TWO]
    if connection.vendor == "postgresql"
    else ["--database", "sqlite"]
)


def kills(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (ourselves)
        [sys.executable, "-m", "tilth.bench.kills", *options],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.mark.slow
def test_three_kills_lose_nothing_and_double_nothing() -> None:
    # A machine that runs tests is busy: how fast it is back is for `make kills` to judge.
    done = kills("--times", "3", "--within", "60", *ON)

    assert done.returncode == 0, done.stdout + done.stderr
    table = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if line[:1].isalpha())
    assert table["kills"].startswith("3 ")
    assert int(table["confirmed"].split()[1]) > 10
    for line in ("lost", "doubled", "refused"):
        assert table[line].strip() == "0"


@pytest.mark.parametrize(
    ("options", "variable", "url", "says"),
    [
        (["--database", "postgres"], "TILTH_DATABASE_URL", "postgres://a@127.0.0.1:1/b", "Postgre"),
        (["--workers", "2"], "TILTH_REDIS_URL", "redis://127.0.0.1:1/0", "Two workers need Redis"),
    ],
)
def test_what_does_not_answer_is_one_line(
    options: list[str], variable: str, url: str, says: str
) -> None:
    done = kills(*options, **{variable: url})

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(says)
    assert variable in line
