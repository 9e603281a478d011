"""What commands print: progress that redraws itself on a terminal, plain lines elsewhere."""

import json
import sys
import time
from argparse import ArgumentParser, _SubParsersAction
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tilth.events.dispatcher import deliver_pending
from tilth.search.engines import engine

EVERY_SECONDS = 2.0  # a line, where there is no terminal

type Subparsers = "_SubParsersAction[ArgumentParser]"


class Failed(Exception):  # noqa: N818  (what it says, in one line, to whoever ran the command)
    """The command could not do it."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Progress:
    """`progress("importing posts", 300, 1986)`: on standard error, so that output stays clean."""

    def __init__(self) -> None:
        self.on_terminal = sys.stderr.isatty()
        self.last = 0.0

    def __call__(self, what: str, done: int, of: int | None = None) -> None:
        now = time.monotonic()
        finished = of is not None and done >= of
        if not finished and now - self.last < (0.1 if self.on_terminal else EVERY_SECONDS):
            return
        self.last = now
        line = f"{what}: {done}" + (f" of {of}" if of is not None else "")
        if self.on_terminal:
            sys.stderr.write(f"\r\x1b[K{line}" + ("\n" if finished else ""))
        else:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def migrate_if_needed() -> None:
    """Bring the database up to date; say so only where there is something to do."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        sys.stderr.write("Preparing the database.\n")
        call_command("migrate", verbosity=0)
    connection.close()


def work_through_outbox(progress: Progress) -> None:
    """So that what a command has brought in is found the moment that it ends. Where it is killed
    before, the server does it."""
    done = 0
    while taken := deliver_pending():
        done += taken
        progress("bringing it into the search", done)
    engine().tidy()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
