from argparse import Namespace

from tilth.api.auth import issue
from tilth.config.commands.output import Failed, Subparsers, migrate_if_needed, say
from tilth.people.models import Person


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("token", help="a token for the API, alone on standard output")
    parser.add_argument("address")
    parser.set_defaults(run=token)


def token(options: Namespace) -> None:
    migrate_if_needed()
    person = Person.objects.filter(email=options.address.strip().lower()).first()
    if person is None:
        raise Failed(f"Nobody here has the address {options.address}. `tilth person add` first.")
    if not person.is_active:
        raise Failed(f"{person.name} does not sign in here, so there is no token for them.")
    say(issue(person))
