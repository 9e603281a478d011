from argparse import Namespace

from tilth.config.commands.output import (
    Progress,
    Subparsers,
    migrate_if_needed,
    say,
    work_through_outbox,
)
from tilth.demo.company import load


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("demo", help="load the demonstration company")
    parser.set_defaults(run=demo)


def demo(options: Namespace) -> None:
    migrate_if_needed()
    progress = Progress()
    sign_ins = list(load(progress))
    work_through_outbox(progress)
    for sign_in in sign_ins:
        say(f"{sign_in.role} {sign_in.address} {sign_in.password}")
