"""The cast. Each has one meaning in every test."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import settings
from lxml import html as lxml_html

from tilth.api.auth import issue
from tilth.contributions.actions import contribute, reply_to
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reply
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group, Role
from tilth.people.models import Person, Standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


# The same examples each time, however busy the machine is: a suite that is red by chance is no
# suite. HYPOTHESIS_PROFILE=search goes looking for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def make_person(handle: str, **fields: Any) -> Person:
    named = {"email": f"{handle}@acme.example", "name": handle.title(), "handle": handle}
    person = Person(**named | fields)
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture
def ada(db: None) -> Person:
    """Asked the question."""
    return make_person("ada")


@pytest.fixture
def grace(db: None) -> Person:
    """A member of the group; answered."""
    return make_person("grace")


@pytest.fixture
def gil(db: None) -> Person:
    """Gardens the group."""
    return make_person("gil")


@pytest.fixture
def mallory(db: None) -> Person:
    """Signed in, and an outsider."""
    return make_person("mallory")


@pytest.fixture
def gus(db: None) -> Person:
    """A guest from another company."""
    return make_person("gus", standing=Standing.GUEST, company="Dornfeld")


@pytest.fixture
def pumps(gil: Person, ada: Person, grace: Person) -> Group:
    group = create_group(actor_id=gil.pk, name="Pump maintenance", visibility="hidden", now=NOON)
    for person in (ada, grace):
        let_in(actor_id=gil.pk, group=group, person_id=person.pk, now=NOON)
    return group


@pytest.fixture
def question(pumps: Group, ada: Person) -> Contribution:
    return ask(ada, "Why does pump 7 leak?", group=pumps, body="*Slowly.*")


@pytest.fixture
def answer(question: Contribution, grace: Person) -> Reply:
    return reply_to(question, actor_id=grace.pk, body="The seal is worn.", now=NOON)


@pytest.fixture
def reader(pumps: Group, gil: Person) -> Person:
    """A member who reads without writing."""
    person = make_person("reader")
    let_in(actor_id=gil.pk, group=pumps, person_id=person.pk, role=Role.READER, now=NOON)
    return person


def ask(person: Person, title: str, *, group: Group | None = None, **more: Any) -> Contribution:
    tried = more.pop("tried", "")
    now = more.pop("now", NOON)
    return contribute(
        kinds["question"],
        actor_id=person.pk,
        group=group,
        title=title,
        own={"tried": tried},
        now=now,
        **more,
    )


def share(person: Person, body: str, *, group: Group | None = None, **more: Any) -> Contribution:
    sort = more.pop("sort", "experience")
    now = more.pop("now", NOON)
    return contribute(
        kinds["update"],
        actor_id=person.pk,
        group=group,
        body=body,
        own={"sort": sort},
        now=now,
        **more,
    )


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="tilth.people.sign_in.Backend")
    return client


def api(person: Person) -> Client:
    """A client with a token of theirs; send JSON with `content_type="application/json"`."""
    return Client(headers={"authorization": f"Bearer {issue(person)}"})


def text_of(page: str, field_id: str) -> str:
    """What stands in a text area of a page, as a browser reads it."""
    (field,) = lxml_html.fromstring(page).xpath(f"//textarea[@id='{field_id}']")
    return str(field.text or "").strip()


type Ask = Callable[..., Contribution]
