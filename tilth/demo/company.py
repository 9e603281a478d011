"""Loads the demonstration company through the same actions as everybody else."""

import base64
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tilth.contributions.actions import contribute, react, reply_to
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reply
from tilth.core.progress import Tell
from tilth.demo.content import PEOPLE, PLACES, THINGS, Said, Someone, Thing
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group
from tilth.people.actions import add_person
from tilth.people.models import Person, Unit
from tilth.questions.actions import accept_answer
from tilth.questions.models import Question


@dataclass(frozen=True)
class SignIn:
    role: str
    address: str
    password: str


def load(tell: Tell) -> Iterator[SignIn]:
    """Idempotent: what is there is left alone. Yields whom one may sign in as."""
    now = timezone.now()
    with transaction.atomic():
        people = {each.key: person(each, now) for each in PEOPLE}
        if not Group.objects.filter(name=PLACES[0].name).exists():
            groups = found_groups(people, now)
            for number, thing in enumerate(sorted(THINGS, key=lambda each: -each.days_ago), 1):
                put_in(thing, people, groups, now)
                tell("loading the demonstration company", number, len(THINGS))
    for each in sorted(PEOPLE, key=lambda each: each.role):
        if each.role:
            yield SignIn(each.role, address(each), password(each))


def address(someone: Someone) -> str:
    return f"{someone.key}@{'dornfeld' if someone.company else 'acme'}.example"


def password(someone: Someone) -> str:
    """The same on each run, and another on each installation: what everybody knows is no secret."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), address(someone).encode(), "sha256")
    return base64.b32encode(digest)[:12].decode().lower()


def person(someone: Someone, now: datetime) -> Person:
    found = Person.objects.filter(email=address(someone)).first()
    if found is not None and (not someone.role or found.check_password(password(someone))):
        return found
    added, _new = add_person(
        address=address(someone),
        name=someone.name,
        is_admin=someone.role == "admin",
        is_guest=bool(someone.company),
        company=someone.company,
        password=password(someone) if someone.role else None,
        now=now - timedelta(days=200),
    )
    if someone.unit:
        added.unit, _new = Unit.objects.get_or_create(name=someone.unit)
        added.save(update_fields=["unit"])
    return added


def found_groups(people: dict[str, Person], now: datetime) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for place in PLACES:
        founder, *others = place.members
        groups[place.key] = create_group(
            actor_id=people[founder].pk,
            name=place.name,
            kind=place.kind,
            purpose=place.purpose,
            rule=place.rule,
            visibility=place.visibility,
            parent=groups.get(place.parent),
            now=now - timedelta(days=180),
        )
        for key in others:
            let_in(
                actor_id=people[founder].pk,
                group=groups[place.key],
                person_id=people[key].pk,
                now=now - timedelta(days=170),
            )
    return groups


def put_in(
    thing: Thing, people: dict[str, Person], groups: dict[str, Group], now: datetime
) -> None:
    contribution = contribute(
        kinds[thing.kind],
        actor_id=people[thing.who].pk,
        group=groups.get(thing.group),
        title=thing.title,
        body=thing.body,
        tags=thing.tags,
        own=thing.own,
        now=now - timedelta(days=thing.days_ago),
    )
    for key in thing.same_here:
        react(contribution, actor_id=people[key].pk, name="same-here")
    for said in thing.replies:
        reply(contribution, said, people, now)


def reply(
    contribution: Contribution,
    said: Said,
    people: dict[str, Person],
    now: datetime,
    parent: Reply | None = None,
) -> None:
    at = now - timedelta(days=said.days_ago)
    written = reply_to(
        contribution, actor_id=people[said.who].pk, body=said.body, parent=parent, now=at
    )
    for key in said.helpful:
        react(written, actor_id=people[key].pk, name="helpful")
    for comment in said.comments:
        reply(contribution, comment, people, now, parent=written)
    if said.accepted:
        question = Question.objects.get(pk=contribution.pk)
        accept_answer(question=question, reply=written, actor_id=contribution.author_id, now=at)
