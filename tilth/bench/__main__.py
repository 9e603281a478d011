"""`make bench`: how much CPU and time pages take, and what they grow by.

    .venv/bin/python -m tilth.bench [--quick] [--database sqlite|postgresql] [--rounds N]

Prints a table, writes var/bench.json, and ends with 1 where a value is above its bar. PostgreSQL is
the one that TILTH_DATABASE_URL names, else the one of this host. The companies are kept under
var/bench (and in PostgreSQL as tilth_bench_…) for the next run; each run works on copies.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tilth.bench import databases, home, measurements, report
from tilth.bench.databases import ROOT, Company
from tilth.bench.measurements import Found
from tilth.bench.paint.browser import NoBrowser
from tilth.bench.say import say
from tilth.bench.site import served

JSON = ROOT / "var" / "bench.json"
SIZES = (20_000, 200_000)
QUICK = (1_000, 4_000)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("tilth.bench", description="How much pages cost.")
    parser.add_argument("--quick", action="store_true", help="small companies, to try it out")
    parser.add_argument("--database", choices=[*databases.ENGINES], action="append")
    parser.add_argument("--rounds", type=int, default=0)
    options = parser.parse_args(arguments)
    rounds = options.rounds or (2 if options.quick else 9)
    companies = [Company(2000, 200, size) for size in (QUICK if options.quick else SIZES)]
    engines = options.database or [*databases.ENGINES]
    if "postgresql" in engines and (reason := databases.unreachable()):
        say(f"PostgreSQL is not measured: it cannot be reached ({reason}).")
        engines.remove("postgresql")
    with ThreadPoolExecutor() as pool:  # of two databases one waits while the other writes
        for _ in pool.map(lambda engine: [databases.KEEP[engine](c) for c in companies], engines):
            pass
    found = Found()
    for engine in engines:
        each = measure(engine, companies, rounds)
        found.results += each.results
        found.ratios += each.ratios
    try:
        say("\nThe signed-in home of the demonstration company, in a browser.")
        found.ratios += home.of_demonstration()
    except NoBrowser as missing:
        say(f"The home page is not measured: {missing}")
    report.tell(found.results, found.ratios)
    report.write(JSON, found.results, found.ratios)
    say(f"\nWritten to {JSON.relative_to(ROOT)}.")
    return 1 if report.above(found.ratios) or not found.ratios else 0


def measure(engine: str, companies: Sequence[Company], rounds: int) -> Found:
    say(f"\nMeasuring on {engine}.")
    found = Found()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tilth-bench-")))
        sites = []
        for company in companies:
            here = folder / str(company.contributions)
            database = stack.enter_context(databases.ENGINES[engine](company, here))
            sites.append(stack.enter_context(served(company, database)))
        for take in measurements.ALL:
            each = take(sites, rounds)
            found.results += each.results
            found.ratios += each.ratios
    return found


if __name__ == "__main__":
    sys.exit(main())
