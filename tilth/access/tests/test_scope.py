from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilth.access import Scope, scope
from tilth.access.scope import COMPANY, remember_scopes
from tilth.conftest import NOON, make_person
from tilth.contributions.models import Contribution
from tilth.groups.actions import create_group, set_visibility
from tilth.groups.membership import let_in, remove
from tilth.groups.models import Group, Role
from tilth.people.models import Person


def test_it_is_found_once_per_request(ada: Person, pumps: Group) -> None:
    def request_handler(request: object) -> list[Scope]:
        return [scope(ada), scope(ada)]

    with CaptureQueriesContext(connection) as queries:
        remember_scopes(request_handler)(object())

    assert len(queries) == 1


def test_of_a_gardener_it_takes_one_more(gil: Person, pumps: Group) -> None:
    with CaptureQueriesContext(connection) as queries:
        scope(gil)

    assert len(queries) == 2


def test_outside_of_a_request_it_is_found_anew_each_time(ada: Person, pumps: Group) -> None:
    before = scope(ada)
    remove(actor_id=ada.pk, group=pumps, person_id=ada.pk)

    assert pumps.pk in before.members
    assert pumps.pk not in scope(ada).members


def test_one_request_knows_nothing_of_another(ada: Person, gil: Person, pumps: Group) -> None:
    def request_handler(request: object) -> Scope:
        return scope(ada)

    before = remember_scopes(request_handler)(object())
    remove(actor_id=gil.pk, group=pumps, person_id=ada.pk)
    after = remember_scopes(request_handler)(object())

    assert pumps.pk in before.audiences
    assert pumps.pk not in after.audiences


def test_a_removal_counts_within_the_same_request(ada: Person, pumps: Group) -> None:
    def request_handler(request: object) -> list[bool]:
        before = pumps.pk in scope(ada).members
        remove(actor_id=ada.pk, group=pumps, person_id=ada.pk)
        return [before, pumps.pk in scope(ada).members]

    assert remember_scopes(request_handler)(object()) == [True, False]


def test_so_does_another_visibility(mallory: Person, gil: Person) -> None:
    group = create_group(actor_id=gil.pk, name="Craft", now=NOON)
    let_in(actor_id=gil.pk, group=group, person_id=mallory.pk, now=NOON)

    def request_handler(request: object) -> list[bool]:
        before = group.pk in scope(mallory).audiences
        set_visibility(actor_id=gil.pk, group=group, visibility="closed")
        return [before, group.pk in scope(mallory).audiences]

    assert remember_scopes(request_handler)(object()) == [False, True]


@pytest.mark.parametrize(
    "fields",
    [
        {"left_at": NOON},
        {"standing": "imported"},
        {"standing": "guest", "ends_on": timezone.now().date() - timedelta(days=1)},
    ],
    ids=["left", "imported", "a guest whose time has ended"],
)
def test_who_does_not_sign_in_sees_nothing(
    fields: dict[str, object], gil: Person, pumps: Group
) -> None:
    person = make_person("zoe", **fields)
    let_in(actor_id=gil.pk, group=pumps, person_id=person.pk, role=Role.GARDENER, now=NOON)

    assert scope(person) == Scope()


def test_a_guest_has_no_audiences_and_gardens_nothing(
    gus: Person, gil: Person, pumps: Group
) -> None:
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, role=Role.GARDENER, now=NOON)

    assert scope(gus) == Scope(groups=frozenset({pumps.pk}), members=frozenset({pumps.pk}))


def test_who_has_not_begun_has_the_sight_of_a_guest_until_they_do(
    gil: Person, pumps: Group
) -> None:
    today = timezone.now().date()
    person = make_person("nia", starts_on=today + timedelta(days=1))
    let_in(actor_id=gil.pk, group=pumps, person_id=person.pk, now=NOON)
    assert COMPANY not in scope(person).audiences

    person.starts_on = today

    assert scope(person).audiences == {COMPANY, pumps.pk}


def test_gardening_is_inherited_and_membership_is_not(gil: Person, pumps: Group) -> None:
    inner = create_group(actor_id=None, name="Seals", visibility="closed", parent=pumps, now=NOON)

    assert inner.pk in scope(gil).gardens
    assert inner.pk not in scope(gil).members | scope(gil).audiences


def test_a_group_that_an_audience_covers_is_not_listed_twice(gil: Person, pumps: Group) -> None:
    """Else whoever is in 200 groups would have 200 ids in every condition."""
    inner = create_group(actor_id=gil.pk, name="Seals", parent=pumps, now=NOON)

    assert scope(gil).audiences == {COMPANY, pumps.pk}
    assert scope(gil).groups == frozenset()
    assert inner.pk in scope(gil).members


def test_who_is_in_the_inner_one_alone_reads_that_group_alone(
    mallory: Person, gil: Person, pumps: Group
) -> None:
    inner = create_group(actor_id=gil.pk, name="Seals", parent=pumps, now=NOON)
    let_in(actor_id=gil.pk, group=inner, person_id=mallory.pk, now=NOON)

    assert scope(mallory).audiences == {COMPANY}
    assert scope(mallory).groups == {inner.pk}


@pytest.mark.parametrize(
    ("scope", "condition"),
    [
        (Scope(frozenset({0, 3}), frozenset({5})), "audience_id IN (0, 3) OR c.group_id IN (5)"),
        (Scope(frozenset({0}), frozenset()), "(c.audience_id IN (0))"),
        (Scope(frozenset(), frozenset({5})), "(c.group_id IN (5))"),
        (Scope(), "1 = 0"),
    ],
)
def test_the_condition_is_ids_and_nothing_else(scope: Scope, condition: str) -> None:
    assert condition in scope.sql("c")
    queryset = Contribution.objects.filter(scope.where())
    if scope.audiences:
        assert "JOIN" not in str(queryset.query)
        assert str(queryset.query).count("SELECT") == 1


def test_the_condition_holds_for_joined_tables_too(ada: Person, question: Contribution) -> None:
    rows = question.replies.model.objects.filter(scope(ada).where("contribution__"))

    assert "contribution" in str(rows.query)
    assert rows.count() == 0


@pytest.mark.django_db
def test_of_nobody_there_is_no_row(question: Contribution) -> None:
    """With a prefix or without: an empty scope is a condition that nothing meets."""
    assert not Contribution.objects.filter(Scope().where()).exists()
    assert not question.replies.model.objects.filter(Scope().where("contribution__")).exists()
