"""The command `tilth`. Exit status 0 for success, 1 for a failure said in one line, 2 for wrong usage."""

import argparse
import os
import sys
from collections.abc import Sequence

import django


def main(arguments: Sequence[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    django.setup()

    from django.db import DatabaseError

    from tilth.config import commands
    from tilth.core.errors import Refused

    parser = argparse.ArgumentParser("tilth", description="The place at work for problems.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands.ALL:
        command.add(subparsers)
    options = parser.parse_args(arguments)
    try:
        status: int | None = options.run(options)
    except (Refused, commands.Failed) as reason:
        return fail(str(reason))
    except DatabaseError as error:
        return fail(f"The database refuses: {' '.join(str(error).split())}. Try `tilth doctor`.")
    except KeyboardInterrupt:
        return fail("Interrupted. The same command goes on from here.")
    return status or 0


def fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
