"""A group with people in it has somebody who tends it."""

import pytest

from tilth.conftest import LATER, NOON, api, sign_in
from tilth.groups.actions import create_group
from tilth.groups.membership import LastGardener, let_in, remove
from tilth.groups.models import Group, Membership, Role
from tilth.people.actions import say_goodbye
from tilth.people.models import Person


def test_who_tends_it_alone_cannot_go(pumps: Group, gil: Person) -> None:
    answer = api(gil).delete(f"/api/v1/groups/{pumps.pk}/members/me")

    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        "Pump maintenance would have no gardener. Make somebody else one first."
    )
    assert Membership.objects.filter(person=gil).exists()


def test_nor_become_less(pumps: Group, gil: Person) -> None:
    page = sign_in(gil).post(f"/groups/{pumps.pk}/members/{gil.pk}/", {"role": "reader"})

    assert page.status_code == 409
    assert Membership.objects.get(person=gil).role == Role.GARDENER


def test_after_somebody_else_tends_it_too_they_can(pumps: Group, gil: Person, ada: Person) -> None:
    let_in(actor_id=gil.pk, group=pumps, person_id=ada.pk, role=Role.GARDENER, now=NOON)

    assert api(gil).delete(f"/api/v1/groups/{pumps.pk}/members/me").status_code == 204

    with pytest.raises(LastGardener):
        remove(actor_id=ada.pk, group=pumps, person_id=ada.pk)


def test_who_is_alone_in_it_can_go(gil: Person) -> None:
    group = create_group(actor_id=gil.pk, name="Alone", now=NOON)

    remove(actor_id=gil.pk, group=group, person_id=gil.pk)

    assert not Membership.objects.exists()


def test_two_who_go_at_once_do_not_both(pumps: Group, gil: Person, ada: Person) -> None:
    """The group is held while one goes, so the second sees what the first left."""
    let_in(actor_id=gil.pk, group=pumps, person_id=ada.pk, role=Role.GARDENER, now=NOON)
    remove(actor_id=gil.pk, group=pumps, person_id=gil.pk)

    with pytest.raises(LastGardener):
        let_in(actor_id=ada.pk, group=pumps, person_id=ada.pk, role=Role.READER, now=NOON)


def test_a_gardener_who_has_left_the_company_tends_nothing(
    pumps: Group, gil: Person, ada: Person
) -> None:
    """Else the last who is there could go, and the group would be with somebody who never comes."""
    let_in(actor_id=gil.pk, group=pumps, person_id=ada.pk, role=Role.GARDENER, now=NOON)
    say_goodbye(address=ada.email or "", now=LATER)

    with pytest.raises(LastGardener):
        remove(actor_id=gil.pk, group=pumps, person_id=gil.pk)


def test_a_gardener_above_takes_the_last_one_out_only_after_making_another(
    pumps: Group, gil: Person, ada: Person, grace: Person
) -> None:
    inner = create_group(actor_id=ada.pk, name="Seals", visibility="closed", parent=pumps, now=NOON)
    let_in(actor_id=ada.pk, group=inner, person_id=grace.pk, now=NOON)
    path = f"/api/v1/groups/{inner.pk}/members"

    assert api(gil).delete(f"{path}/{ada.pk}").status_code == 409
    api(gil).put(f"{path}/{grace.pk}", {"role": "gardener"}, content_type="application/json")
    assert api(gil).delete(f"{path}/{ada.pk}").status_code == 204


def test_nor_does_a_guest(pumps: Group, gil: Person, gus: Person) -> None:
    """A guest gardens nothing, whatever their role is called."""
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, role=Role.GARDENER, now=NOON)

    with pytest.raises(LastGardener):
        remove(actor_id=gil.pk, group=pumps, person_id=gil.pk)


def test_who_is_alone_in_it_does_not_become_a_reader_of_it(gil: Person) -> None:
    """Whoever came later would find a group that nobody can change."""
    group = create_group(actor_id=gil.pk, name="Alone", now=NOON)

    with pytest.raises(LastGardener):
        let_in(actor_id=gil.pk, group=group, person_id=gil.pk, role=Role.READER, now=NOON)
