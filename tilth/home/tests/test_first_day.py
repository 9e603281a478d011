"""A firm's first day, and coming in by a link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tilth.conftest import sign_in
from tilth.contributions.models import Contribution
from tilth.groups.joining import make_join_link
from tilth.groups.membership import let_in
from tilth.groups.models import Group, JoinLink, Membership
from tilth.home.beginning import code
from tilth.home.needs import NEEDS
from tilth.people.company import company_name
from tilth.people.models import Person

pytestmark = pytest.mark.django_db

FOUNDER = {
    "company": "Acme Corporation",
    "name": "Henrik Voss",
    "address": "henrik@acme.example",
    "password": "a sentence is good",
}
NEWCOMER = {"name": "Colm", "address": "colm@acme.example", "password": "a sentence is good"}


def first_day(client: Client) -> None:
    client.post("/start/", {**FOUNDER, "code": code()})


def test_from_nothing_to_a_team_with_a_link() -> None:
    client = Client()
    assert client.get("/sign-in/").headers["Location"] == "/start/"

    answer = client.post("/start/", {**FOUNDER, "code": code().lower()})
    assert answer.headers["Location"] == "/start/team/"
    page = client.post("/start/team/", {"need": "wrong", "team": "Stores, Hall 3", "starter": ""})

    henrik, group = Person.objects.get(), Group.objects.get()
    asked = Contribution.objects.get()
    assert (henrik.is_admin, henrik.email, company_name()) == (
        True,
        "henrik@acme.example",
        "Acme Corporation",
    )
    assert (group.name, group.visibility, group.purpose) == (
        "Stores, Hall 3",
        "open",
        str(NEEDS[1].purpose),
    )
    assert (asked.title, asked.body, asked.group) == (
        str(NEEDS[1].question),
        str(NEEDS[1].starter),
        group,
    )
    assert "/join/" in page.content.decode()


def test_at_most_eight_fields() -> None:
    client = Client()
    first = client.get("/start/").content.decode()
    client.post("/start/", {**FOUNDER, "code": code()})
    second = client.get("/start/team/").content.decode()

    names = {
        piece.split('"')[0]
        for page in (first, second)
        for piece in page.split("<main")[1].split(' name="')[1:]
    }
    assert len(names - {"csrfmiddlewaretoken"}) <= 8


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA", "' OR 1=1"])
def test_without_the_code_nobody_begins(typed: str) -> None:
    answer = Client().post("/start/", {**FOUNDER, "code": typed})

    assert answer.status_code == 422
    assert "Henrik Voss" in answer.content.decode()
    assert not Person.objects.exists()


def test_it_begins_once(ada: Person) -> None:
    answer = Client().post("/start/", {**FOUNDER, "code": code()})

    assert answer.headers["Location"] == "/"
    assert Person.objects.count() == 1


def test_a_weak_password_is_named_and_nothing_is_half_done() -> None:
    answer = Client().post("/start/", {**FOUNDER, "password": "12345", "code": code()})

    assert answer.status_code == 422
    assert 'href="#id_password"' in answer.content.decode()
    assert not Person.objects.exists()


def test_only_an_administrator_opens_the_first_team(ada: Person) -> None:
    answer = sign_in(ada).post("/start/team/", {"need": "wrong", "team": "Mine", "starter": ""})

    assert answer.headers["Location"] == "/"
    assert not Group.objects.exists()


def link_into(group: Group, gardener: Person) -> str:
    return f"/join/{make_join_link(actor_id=gardener.pk, group=group, now=timezone.now())}/"


def test_whoever_has_the_link_comes_in_and_nowhere_else(pumps: Group, gil: Person) -> None:
    client = Client()
    answer = client.post(link_into(pumps, gil), NEWCOMER)

    colm = Person.objects.get(email="colm@acme.example")
    assert answer.headers["Location"] == f"/groups/{pumps.pk}/"
    assert list(Membership.objects.filter(person=colm).values_list("group", "role")) == [
        (pumps.pk, "contributor")
    ]
    assert client.get(f"/groups/{pumps.pk}/").status_code == 200
    assert pumps.notes.get(actor=colm).what == "came_by_link"
    assert not colm.is_admin


def test_whoever_has_an_account_joins_with_one_press(
    pumps: Group, gil: Person, mallory: Person
) -> None:
    client = sign_in(mallory)
    link = link_into(pumps, gil)

    assert not Membership.objects.filter(person=mallory).exists()
    assert client.get(link).status_code == 200
    client.post(link)

    assert Membership.objects.filter(person=mallory, group=pumps).exists()


def test_nobody_takes_the_account_of_another_by_a_link(
    pumps: Group, gil: Person, ada: Person
) -> None:
    before = ada.password
    client = Client()
    answer = client.post(link_into(pumps, gil), {**NEWCOMER, "address": "ADA@acme.example"})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert ada.password == before
    assert client.get("/").status_code == 302


def test_a_link_ends(pumps: Group, gil: Person, grace: Person) -> None:
    link = link_into(pumps, gil)
    JoinLink.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert Client().post(link, NEWCOMER).status_code == 410

    taken_back = link_into(pumps, gil)
    sign_in(gil).post(f"/groups/{pumps.pk}/link/", {"_method": "DELETE"})
    assert Client().post(taken_back, NEWCOMER).status_code == 410

    replaced = link_into(pumps, gil)
    link_into(pumps, gil)
    assert Client().post(replaced, NEWCOMER).status_code == 410

    of_who_gardens_no_more = link_into(pumps, gil)
    now = timezone.now()
    let_in(actor_id=gil.pk, group=pumps, person_id=grace.pk, role="gardener", now=now)
    let_in(actor_id=grace.pk, group=pumps, person_id=gil.pk, role="reader", now=now)
    assert Client().post(of_who_gardens_no_more, NEWCOMER).status_code == 410

    assert Client().get("/join/never-was/").status_code == 410
    assert not Person.objects.filter(email="colm@acme.example").exists()


def test_only_gardeners_make_links(pumps: Group, grace: Person, mallory: Person) -> None:
    assert sign_in(grace).post(f"/groups/{pumps.pk}/link/").status_code == 403
    assert sign_in(mallory).post(f"/groups/{pumps.pk}/link/").status_code in {403, 404}
    assert not JoinLink.objects.exists()


def test_the_link_is_shown_once_and_kept_as_a_digest(pumps: Group, gil: Person) -> None:
    page = sign_in(gil).post(f"/groups/{pumps.pk}/link/").content.decode()
    token = page.split("/join/")[1].split("/")[0]

    assert token not in JoinLink.objects.get().digest
    assert token not in sign_in(gil).get(f"/groups/{pumps.pk}/members/").content.decode()
