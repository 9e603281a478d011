from argparse import Namespace

from tilth.config.commands.output import Progress, Subparsers, migrate_if_needed, say
from tilth.search.rebuild import rebuild


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("reindex", help="build the search anew from what is stored")
    parser.set_defaults(run=reindex)


def reindex(options: Namespace) -> None:
    migrate_if_needed()
    tell = Progress()
    count = 0
    for step in rebuild():
        count += step.indexed
        tell("indexing", count)
    say(f"{count} documents can be found.")
