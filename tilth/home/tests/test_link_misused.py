"""A link into a group in the hands of somebody who is not to come in by it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tilth.conftest import make_person, sign_in
from tilth.core.errors import Invalid
from tilth.groups.joining import LinkIsOver, end_join_links, group_of_link, join_by_link
from tilth.groups.joining import make_join_link as make
from tilth.groups.membership import let_in, remove
from tilth.groups.models import Group, Membership
from tilth.home import joining
from tilth.people.actions import add_person, say_goodbye
from tilth.people.models import Person

pytestmark = pytest.mark.django_db

AGAIN = {"name": "Grace", "address": "grace@elsewhere.example", "password": "a sentence is good"}


@pytest.fixture
def link(pumps: Group, gil: Person) -> str:
    """Grace has it too: it was sent to the whole group."""
    return f"/join/{make(actor_id=gil.pk, group=pumps, now=timezone.now())}/"


def test_whoever_was_taken_out_does_not_come_back(
    pumps: Group, gil: Person, grace: Person, link: str
) -> None:
    remove(actor_id=gil.pk, group=pumps, person_id=grace.pk)

    assert sign_in(grace).post(link).status_code == 410
    assert Client().post(link, AGAIN).status_code == 410
    assert not Membership.objects.filter(group=pumps, person=grace).exists()
    assert not Person.objects.filter(email=AGAIN["address"]).exists()


def test_whoever_goes_by_themselves_takes_nothing_from_the_others(
    pumps: Group, grace: Person, link: str
) -> None:
    remove(actor_id=grace.pk, group=pumps, person_id=grace.pk)

    assert Client().get(link).status_code == 200


def test_whoever_left_the_company_does_not_come_back_under_another_name(
    pumps: Group, gil: Person, grace: Person, link: str
) -> None:
    elsewhere = Group.objects.create(name="Valves", created_at=timezone.now())
    let_in(actor_id=gil.pk, group=elsewhere, person_id=gil.pk, role="gardener", now=timezone.now())
    other = make(actor_id=gil.pk, group=elsewhere, now=timezone.now())
    say_goodbye(address=str(grace.email), now=timezone.now())

    assert Client().post(link, AGAIN).status_code == 410
    assert not Person.objects.filter(email=AGAIN["address"]).exists()
    assert Client().get(f"/join/{other}/").status_code == 200
    fresh = make(actor_id=gil.pk, group=pumps, now=timezone.now())
    assert Client().get(f"/join/{fresh}/").status_code == 200


def test_a_link_that_ends_meanwhile_lets_nobody_in(
    pumps: Group, gil: Person, mallory: Person
) -> None:
    now = timezone.now()
    found = group_of_link(make(actor_id=gil.pk, group=pumps, now=now), now=now)
    end_join_links(group=pumps)

    with pytest.raises(LinkIsOver):
        join_by_link(found, person_id=mallory.pk, now=now)
    with pytest.raises(LinkIsOver):
        joining.arrive(
            found, name="Grace", address=AGAIN["address"], password=AGAIN["password"], now=now
        )
    assert not Membership.objects.filter(group=pumps, person=mallory).exists()
    assert not Person.objects.filter(email=AGAIN["address"]).exists()


def test_of_two_who_come_with_one_address_the_second_has_nothing_of_the_first(
    pumps: Group, gil: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first arrives after the second was found to be new."""
    now = timezone.now()
    found = group_of_link(make(actor_id=gil.pk, group=pumps, now=now), now=now)
    first = make_person("colm", email="colm@acme.example")
    first.set_password("the first one's sentence")
    first.save()

    def add_late(**given: object) -> tuple[Person, bool]:
        Person.objects.filter(pk=first.pk).update(email="colm@acme.example")
        return add_person(**given)  # type: ignore[arg-type]

    Person.objects.filter(pk=first.pk).update(email="colm@other.example")
    monkeypatch.setattr(joining, "add_person", add_late)
    with pytest.raises(Invalid):
        joining.arrive(
            found, name="Not Colm", address="colm@acme.example", password=AGAIN["password"], now=now
        )

    first.refresh_from_db()
    assert first.check_password("the first one's sentence")
    assert first.name == "Colm"


def test_a_link_is_over_on_its_last_second(pumps: Group, gil: Person, mallory: Person) -> None:
    now = timezone.now()
    found = group_of_link(make(actor_id=gil.pk, group=pumps, now=now), now=now)

    with pytest.raises(LinkIsOver):
        join_by_link(found, person_id=mallory.pk, now=now + timedelta(days=15))
