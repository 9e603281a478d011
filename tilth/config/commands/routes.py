from argparse import Namespace

from tilth.config.commands.output import Subparsers, say
from tilth.config.rules import table


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("routes", help="every URL, method and live event, with who may")
    parser.set_defaults(run=routes)


def routes(options: Namespace) -> None:
    for row in table():
        say(f"{row.method:<7} {row.route:<54} {row.who:<34} {row.rule}")
