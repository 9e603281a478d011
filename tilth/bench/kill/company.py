"""Eight people who write, and one who only reads. Needs the settings."""

import secrets
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from tilth.api.auth import issue
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.people.actions import add_person

NAMES = ("ada", "grace", "gil", "kay", "mary", "radia", "barbara", "hedy")


@dataclass(frozen=True)
class Colleague:
    id: int
    handle: str
    address: str
    password: str
    token: str


@dataclass(frozen=True)
class Company:
    writers: list[Colleague]
    reader: Colleague
    groups: list[int | None]
    """Where they write: an open and a hidden group, and for everybody."""


def found() -> Company:
    call_command("migrate", verbosity=0)
    now = timezone.now()
    people = [hire(name) for name in (*NAMES, "reader")]
    groups: list[int | None] = [None]
    for visibility in ("open", "hidden"):
        group = create_group(
            actor_id=people[0].id, name=f"Pumps, {visibility}", visibility=visibility, now=now
        )
        for person in people[1:]:
            let_in(actor_id=people[0].id, group=group, person_id=person.id, now=now)
        groups.append(group.pk)
    let_go()
    return Company(people[:-1], people[-1], groups)


def let_go() -> None:
    """Of the database, whose connections are going to be cut."""
    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def hire(name: str) -> Colleague:
    address, password = f"{name}@acme.example", secrets.token_urlsafe(12)
    person, _new = add_person(address=address, password=password, now=timezone.now())
    return Colleague(person.pk, person.handle, address, password, issue(person))
