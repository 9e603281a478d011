import getpass
import sys
from argparse import ArgumentTypeError, Namespace
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from tilth.config.commands.output import Failed, Subparsers, migrate_if_needed, say
from tilth.people.actions import add_person, say_goodbye


def add(subparsers: Subparsers) -> None:
    commands = subparsers.add_parser("person", help="people").add_subparsers(
        required=True, metavar="WHAT"
    )
    adding = commands.add_parser("add", help="a person; again, to change what is given")
    adding.add_argument("address")
    adding.add_argument("--name", default="")
    rights = adding.add_mutually_exclusive_group()
    rights.add_argument("--admin", action="store_true", help="runs the installation")
    rights.add_argument("--guest", action="store_true", help="from another company")
    adding.add_argument("--company", default="", help="of a guest")
    adding.add_argument("--password-stdin", action="store_true", help="read it from standard input")
    adding.add_argument("--starts", type=day, metavar="DATE", help="the first day, as 2026-12-01")
    adding.set_defaults(run=add_one)

    leaving = commands.add_parser("leave", help="somebody has left: they sign in no more")
    leaving.add_argument("address")
    leaving.set_defaults(run=leave)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date. Write it as 2026-12-01.") from None


def add_one(options: Namespace) -> None:
    migrate_if_needed()
    password = read_password() if options.password_stdin else None
    person, new = add_person(
        address=options.address,
        name=options.name,
        is_admin=options.admin,
        is_guest=options.guest,
        company=options.company,
        password=password,
        starts_on=options.starts,
        now=timezone.now(),
    )
    say(f"{'Added' if new else 'Kept'} {person.name} <{person.email}>, @{person.handle}.")


def read_password() -> str:
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise Failed(" ".join(error.messages)) from None
    return password


def leave(options: Namespace) -> None:
    migrate_if_needed()
    person = say_goodbye(address=options.address, now=timezone.now())
    say(f"{person.name} signs in no more. What they wrote stays.")
