"""`python -m tools.testing check` is `make check`, `python -m tools.testing all` is `make test`.

The last line is `N passed, N failed, N skipped`, over all runs of pytest. A step that breaks without
a failing test counts as one failed, and a part that this machine cannot run as one skipped; with
TILTH_TEST_ALL=1, which CI sets, the latter counts as failed too.
"""

import contextlib
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.testing import postgres, redis, steps
from tools.testing.browser import browser
from tools.testing.servers import Missing
from tools.testing.steps import Tally, say

MOST_FAILURES = 40  # listed again at the end
AT_ONCE = ["-n", str(min(os.cpu_count() or 1, 8))]
MIGRATIONS = "django makemigrations --check --dry-run --settings tilth.config.settings"
TEMPLATES = [str(path) for path in Path("templates").rglob("*.html")]
CHECKS = {
    "Format": ["ruff", "format", "--check", "--quiet", "."],
    "Lint": ["ruff", "check", "--quiet", "."],
    "Templates": ["djade", "--check", *TEMPLATES],
    "Layers": ["lint-imports", "--no-logo"],
    "Migrations": ["python", "-m", *MIGRATIONS.split()],
    "Types": ["mypy"],
    "Words": ["env", "CHECK=1", "python", "-m", "tools.words"],
    "Front end": ["npm", "run", "--silent", "check"],
}


def main(what: str) -> int:
    steps.RESULTS.mkdir(exist_ok=True)
    total = Tally()
    missing: list[Missing] = []
    with tempfile.TemporaryDirectory(prefix="tilth-test-", ignore_cleanup_errors=True) as folder:
        for tally in quick(folder) if what == "check" else everything(folder, missing):
            total.add(tally)
            if what == "check" and total.failed:
                break
    return conclude(total, missing)


def quick(scratch: str) -> Iterator[Tally]:
    yield from checks(scratch)
    only = ["-m", "not journey and not slow"]
    yield steps.pytest("Unit tests", [*AT_ONCE, *only], environment(scratch, "unit"))


def everything(scratch: str, missing: list[Missing]) -> Iterator[Tally]:
    yield from checks(scratch)

    def there(found: str | Missing) -> str:
        if isinstance(found, Missing):
            missing.append(found)
            return ""
        return found

    with contextlib.ExitStack() as stack:
        database = there(stack.enter_context(postgres.server()))
        cache = there(stack.enter_context(redis.server()))
        chromium = there(browser())

        suite = [*AT_ONCE, "-m", "not journey"]
        yield steps.pytest("SQLite", suite, environment(scratch, "sqlite"))
        if database:
            name = "PostgreSQL with Redis" if cache else "PostgreSQL"
            with services(database, cache) as told:
                yield steps.pytest(name, suite, environment(scratch, "postgresql", **told))

        journeys = ["tests/journeys"]
        if chromium:
            told = {"TILTH_JOURNEY_BROWSER": chromium, "TILTH_JOURNEY_WORKERS": "1"}
            alone = environment(scratch, "journeys", **told)
            yield steps.pytest("Journeys on SQLite", journeys, alone)
        if chromium and database and cache:
            with services(database, cache) as servers:
                told |= servers | {"TILTH_JOURNEY_WORKERS": "2"}
                scaled = environment(scratch, "journeys-scaled", **told)
                yield steps.pytest("Journeys on PostgreSQL with Redis", journeys, scaled)


def checks(scratch: str) -> Iterator[Tally]:
    surroundings = environment(scratch, "checks")
    for name, command in CHECKS.items():
        yield steps.check(name, command, surroundings)


@contextlib.contextmanager
def services(database: str, cache: str) -> Iterator[dict[str, str]]:
    """The variables for a database and a corner of Redis that nobody else uses, and that go at the end."""
    mark = secrets.token_hex(4)
    with contextlib.ExitStack() as stack:
        # Tests kill our processes, never the machine: no commit need wait for the disk.
        told = {
            "TILTH_DATABASE_URL": stack.enter_context(
                postgres.database(database, f"tilth_test_{mark}")
            ),
            "PGOPTIONS": "-c synchronous_commit=off",
        }
        if cache:
            told["TILTH_REDIS_URL"] = cache
            told["TILTH_REDIS_PREFIX"] = stack.enter_context(
                redis.prefix(cache, f"tilth-test-{mark}")
            )
        yield told


def environment(scratch: str, name: str, **more: str) -> dict[str, str]:
    """That of this process, with folders of its own, without what is set for somebody's own Tilth."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}
        and (not key.startswith("TILTH_") or key.startswith(("TILTH_TEST_", "TILTH_JOURNEY_")))
    }
    data, temporary = Path(scratch, name, "data"), Path(scratch, name, "tmp")
    temporary.mkdir(parents=True)
    ours = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "TMPDIR": str(temporary),
        "TILTH_DATA_DIR": str(data),
    }
    return kept | ours | more


def conclude(total: Tally, missing: list[Missing]) -> int:
    say("")
    for reason, count in total.reasons.most_common():
        say(f"[test] Skipped {count} times: {reason}")
    for part in missing:
        say(f"[test] Not run: {part}")
    for failure in total.failures[:MOST_FAILURES]:
        say(f"[test] Failed: {failure}")
    if len(total.failures) > MOST_FAILURES:
        say(f"[test] Failed: {len(total.failures) - MOST_FAILURES} more, see {steps.RESULTS}/*.xml")
    if os.environ.get("TILTH_TEST_ALL") == "1":
        total.failed += len(missing)
    else:
        total.skipped += len(missing)
    (steps.RESULTS / "count").write_text(f"{total}\n")
    say(str(total))
    return 1 if total.failed else 0


if __name__ == "__main__":
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda number, _: sys.exit(128 + number))
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        say("\n[test] Interrupted.")
        sys.exit(130)
