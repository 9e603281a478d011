"""Kill the server at random while people write; see whether anything is lost or doubled.

    .venv/bin/python -m tilth.bench.kills [--times 20] [--database sqlite|postgres] [--workers 1|2]

Prints a table, and ends with 1 where anything is wrong or the service was away for too long.
PostgreSQL and Redis are those that TILTH_DATABASE_URL and TILTH_REDIS_URL name, or those of this
host; what it makes there it takes away.
"""

import argparse
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tilth.bench.kill.report import Report, say
from tilth.bench.kill.target import NotThere, Target, target

DRAIN_SECONDS = 120.0
ON_PAGES = 2  # of the eight write on pages, the others through the API


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("tilth.bench.kills")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--workers", type=int, choices=[1, 2], default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--within", type=float, default=5, help="seconds until it is back")
    options = parser.parse_args(arguments)
    # Kept where something went wrong, to be looked at.
    folder = Path(tempfile.mkdtemp(prefix="tilth-kills-"))
    try:
        with target(folder, options.database, options.workers) as server:
            report = run(server, options)
    except NotThere as reason:
        shutil.rmtree(folder)
        sys.stderr.write(f"{reason}\n")
        return 1
    report.tell()
    if report.is_well:
        shutil.rmtree(folder)
        return 0
    say(f"See {folder}")
    return 1


def run(server: Target, options: argparse.Namespace) -> Report:
    import django

    django.setup()

    from tilth.bench.kill import company, findings
    from tilth.bench.kill.client import Client
    from tilth.bench.kill.writers import Ledger, Writer

    firm, ledger, stop = company.found(), Ledger(), threading.Event()
    chance = random.Random(options.seed)  # noqa: S311  (no secret)
    report = Report(options.database, options.workers, bar=options.within)
    server.start()
    writers = [
        Writer(me, firm, ledger, server.port, pages=at < ON_PAGES, seed=at, stop=stop)
        for at, me in enumerate(firm.writers)
    ]
    for writer in writers:
        writer.start()
    for number in range(options.times):
        time.sleep(chance.uniform(0.5, 4))
        kind, seconds = server.kill(chance)
        report.kills[kind] += 1
        report.back.append(seconds)
        say(f"kill {number + 1} ({kind}), back after {seconds:.1f} s, {len(ledger.writes)} writes")
    time.sleep(2)
    stop.set()
    for writer in writers:
        writer.join()

    reader = Client(server.port, {"Authorization": f"Bearer {firm.reader.token}"})
    report.confirmed = Counter(write.what for write in ledger.writes)
    report.repeated = sum(writer.repeated for writer in writers)
    report.failures = sum(writer.failures for writer in writers)
    report.wrong["refused"] += ledger.refused
    report.drained = drained()
    for what, which in findings.everything(ledger.writes, reader):
        report.wrong[what].append(which)
    return report


def drained() -> float:
    from tilth.events.dispatcher import backlog

    began = time.monotonic()
    while backlog().waiting and time.monotonic() - began < DRAIN_SECONDS:
        time.sleep(0.1)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
