"""Who works at Acme, in which unit, and whom they follow."""

import base64
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from tilth.contributions.keep import tags_named
from tilth.contributions.tags import follow_tag
from tilth.demo.calendar import Calendar, after
from tilth.demo.company import Company, Someone
from tilth.demo.threads import At, Thread, names, speakers
from tilth.people.actions import add_person, follow_person
from tilth.people.models import Person, Unit
from tilth.people.profile import change_profile

FIRST_DAY = At(375, 9 * 60)
"""When they began who were there before anything was written."""
NEWCOMER = 200  # days: whose first thread is younger began a few days before it
SETTLING_IN = 6  # days

type People = Mapping[str, Person]
"""By their keys."""


def password(someone: Someone) -> str:
    """The same on each run, and another on each installation: what everybody knows is no secret."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), someone.address.encode(), "sha256")
    return base64.b32encode(digest)[:12].decode().lower()


def let_sign_in(someone: Someone, now: datetime) -> None:
    """With the password that is printed, also where it was changed since."""
    person = Person.objects.filter(email=someone.address).first()
    if person is None or not person.check_password(password(someone)):
        hire(someone, now)


def hire(someone: Someone, now: datetime) -> Person:
    person, _new = add_person(
        address=someone.address,
        name=someone.name,
        is_admin=someone.role == "admin",
        is_guest=bool(someone.company),
        company=someone.company,
        password=password(someone) if someone.role else None,
        now=now,
    )
    return person


def hire_all(company: Company, written: Sequence[Thread], calendar: Calendar) -> People:
    """Everybody, with their profile, in their units."""
    units = set_up_units(company)
    begun = first_days(written)
    people: dict[str, Person] = {}
    for someone in company.people:
        first = begun.get(someone.key, FIRST_DAY)
        person = hire(someone, after(calendar.at(first), someone.key))
        change_profile(
            person,
            face=someone.key,
            job=someone.job,
            town=someone.town,
            speaks=someone.languages,
            ask_about=someone.ask_about,
        )
        person.unit = units.get(someone.unit)
        person.time_zone = company.towns[someone.town]
        person.save(update_fields=["unit", "time_zone"])
        people[someone.key] = person
    for unit in company.units:
        units[unit.key].managers.set([people[unit.manager]])
    return people


def set_up_units(company: Company) -> dict[str, Unit]:
    """As the file has them, below one that is the company; what is there already is kept."""
    top, _new = Unit.objects.get_or_create(name=company.name, parent=None)
    return {
        each.key: Unit.objects.update_or_create(
            name=each.name, parent=top, defaults={"town": each.town}
        )[0]
        for each in company.units
    }


def first_days(written: Sequence[Thread]) -> dict[str, At]:
    """Of the newcomers: some days before they first said something."""
    first: dict[str, int] = {}
    for thread in written:
        for key, moment in speakers(thread):
            first[key] = max(first.get(key, 0), moment.days_ago)
    return {
        key: At(days + SETTLING_IN, FIRST_DAY.minute)
        for key, days in first.items()
        if days <= NEWCOMER
    }


def follow(company: Company, people: People) -> None:
    for someone in company.people:
        person_id = people[someone.key].pk
        for key in names(someone.follows):
            follow_person(follower_id=person_id, followed_id=people[key].pk)
        for tag in tags_named(set(names(someone.follows_tags))):
            follow_tag(person_id=person_id, tag=tag)
