from argparse import Namespace

from django.utils import timezone

from tilth.config.commands.output import (
    Progress,
    Subparsers,
    migrate_if_needed,
    say,
    work_through_outbox,
)
from tilth.demo.load import load


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("demo", help="load the demonstration company")
    parser.add_argument(
        "--reset", action="store_true", help="put it back as it was when it was loaded"
    )
    parser.set_defaults(run=demo)


def demo(options: Namespace) -> None:
    migrate_if_needed()
    progress = Progress()
    sign_ins = list(load(progress, now=timezone.now(), reset=options.reset))
    work_through_outbox(progress)
    for sign_in in sign_ins:
        say(f"{sign_in.role} {sign_in.address} {sign_in.password}")
