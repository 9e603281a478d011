"""Loads the demonstration company, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tilth.core.progress import Tell
from tilth.demo import told
from tilth.demo.afterwards import judge, respond, settle_all
from tilth.demo.calendar import calendar
from tilth.demo.company import Company, read_company
from tilth.demo.groups import found_groups
from tilth.demo.people import follow, hire_all, let_sign_in, password
from tilth.demo.reset import clear_away
from tilth.demo.story import story
from tilth.demo.telling import Telling
from tilth.demo.threads import ROOT, threads
from tilth.groups.models import Membership
from tilth.people.company import name_company
from tilth.people.models import Company as Named

ANY_DAY = "service"
"""The unit whose people work when a pump stands still, whatever day it is."""


@dataclass(frozen=True)
class SignIn:
    role: str
    address: str
    password: str


def load(tell: Tell, *, now: datetime, reset: bool = False, root: Path = ROOT) -> Iterator[SignIn]:
    """Idempotent: what is there is left alone, unless it is to be put back as it was. Yields whom
    one may sign in as."""
    company = read_company(root)
    signing_in = [someone for someone in company.people if someone.role]
    with transaction.atomic():
        if reset:
            clear_away(company)
        if not is_there(company):
            bring(company, tell, now)
        for someone in signing_in:
            let_sign_in(someone, now)
    for someone in sorted(signing_in, key=lambda someone: someone.role):
        yield SignIn(someone.role, someone.address, password(someone))


def is_there(company: Company) -> bool:
    first = company.groups[0]
    founder = next(each for each in company.people if each.key == first.founder)
    return Membership.objects.filter(group__name=first.name, person__email=founder.address).exists()


def bring(company: Company, tell: Tell, now: datetime) -> None:
    if not Named.objects.exists():  # a company that is tried out under its own name keeps it
        name_company(name=company.name, now=now)
    days = calendar(now, company.zone)
    written = list(threads(company.root))
    people = hire_all(company, written, days)
    groups = found_groups(company, written, people, days)
    follow(company, people)
    telling = Telling(people, groups, company.root / "files", now)
    travelling = {someone.key for someone in company.people if someone.unit == ANY_DAY}
    happened = story(written, days, travelling, now)
    telling.tell_all(happened, tell)
    respond(telling, written)
    settle_all(telling)
    judge(telling, company, happened)
    told.read_the_older(now)
