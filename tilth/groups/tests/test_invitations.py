"""Asking to be let in, inviting, saying yes and no; and that none of it can be used twice."""

from typing import Any

import pytest

from tilth import access
from tilth.conftest import LATER, NOON, api, make_person, sign_in
from tilth.contributions.models import Contribution
from tilth.groups.actions import archive_group, create_group, set_visibility
from tilth.groups.membership import ask_to_join, invite, let_in, remove
from tilth.groups.models import Group, Membership, Petition, Role
from tilth.people.actions import say_goodbye
from tilth.people.models import Person, Standing


@pytest.fixture
def craft(gil: Person) -> Group:
    """Closed: everybody knows it."""
    return create_group(actor_id=gil.pk, name="Craft", visibility="closed", now=NOON)


@pytest.fixture
def yard(gil: Person) -> Group:
    return create_group(actor_id=gil.pk, name="Yard", visibility="open", now=NOON)


def put(viewer: Person, group: Group, whom: Person | str, **data: str) -> Any:
    who = whom if isinstance(whom, str) else whom.pk
    path = f"/api/v1/groups/{group.pk}/members/{who}"
    return api(viewer).put(path, data, content_type="application/json")


def delete(viewer: Person, group: Group, whom: Person | str) -> int:
    who = whom if isinstance(whom, str) else whom.pk
    return api(viewer).delete(f"/api/v1/groups/{group.pk}/members/{who}").status_code


def is_in(person: Person, group: Group) -> bool:
    return Membership.objects.filter(person=person, group=group).exists()


# How one comes in


def test_an_open_group_is_joined_at_once(yard: Group, mallory: Person) -> None:
    answer = put(mallory, yard, "me")

    assert (answer.status_code, answer.json()) == (200, {"status": "member", "role": "contributor"})
    assert is_in(mallory, yard)


def test_a_closed_one_is_asked_and_a_gardener_says_yes(
    craft: Group, mallory: Person, gil: Person
) -> None:
    answer = put(mallory, craft, "me")
    assert (answer.status_code, answer.json()) == (202, {"status": "asked", "role": None})
    assert not is_in(mallory, craft)

    assert put(gil, craft, mallory).status_code == 200

    assert is_in(mallory, craft)
    assert not Petition.objects.exists()


def test_asking_twice_is_asking_once_and_lets_nobody_in(craft: Group, mallory: Person) -> None:
    for _ in range(3):
        assert put(mallory, craft, "me").status_code == 202

    assert Petition.objects.count() == 1
    assert not is_in(mallory, craft)


def test_what_was_asked_can_be_taken_back(craft: Group, mallory: Person) -> None:
    put(mallory, craft, "me")

    assert delete(mallory, craft, "me") == 204

    assert not Petition.objects.exists()


def test_a_hidden_one_is_there_for_those_invited(
    pumps: Group, mallory: Person, ada: Person
) -> None:
    assert put(mallory, pumps, "me").status_code == 404

    assert put(ada, pumps, mallory).status_code == 202
    assert access.visible(mallory, Group.objects.filter(pk=pumps.pk)).exists()
    assert put(mallory, pumps, "me").status_code == 200

    assert is_in(mallory, pumps)


def test_an_invitation_shows_the_group_and_nothing_of_what_is_in_it(
    pumps: Group, question: Contribution, mallory: Person, ada: Person
) -> None:
    put(ada, pumps, mallory)

    page = sign_in(mallory).get(f"/groups/{pumps.pk}/")

    assert b"Pump maintenance" in page.content
    assert b"leak" not in page.content
    assert sign_in(mallory).get(f"/groups/{pumps.pk}/members/").status_code == 403
    assert sign_in(mallory).get(question.get_absolute_url()).status_code == 404
    assert api(mallory).get(f"/api/v1/groups/{pumps.pk}").json()["counts"] == {}


@pytest.mark.parametrize("visibility", ["open", "closed", "hidden"])
def test_a_member_invites_and_a_gardener_lets_in(
    visibility: str, gil: Person, ada: Person, mallory: Person, grace: Person
) -> None:
    group = create_group(actor_id=gil.pk, name="Any", visibility=visibility, now=NOON)
    let_in(actor_id=gil.pk, group=group, person_id=ada.pk, now=NOON)

    assert put(ada, group, mallory).status_code == 202
    assert put(gil, group, grace).status_code == 200

    assert (is_in(mallory, group), is_in(grace, group)) == (False, True)


# Who may not


def test_an_outsider_invites_nobody(
    yard: Group, craft: Group, pumps: Group, mallory: Person
) -> None:
    zoe = make_person("zoe")

    assert put(mallory, yard, zoe).status_code == 403  # reads it, and is no member
    assert put(mallory, craft, zoe).status_code == 403
    assert put(mallory, pumps, zoe).status_code == 404

    assert not Petition.objects.exists()
    assert not is_in(zoe, yard)


def test_nor_does_a_reader(pumps: Group, reader: Person, mallory: Person) -> None:
    assert put(reader, pumps, mallory).status_code == 403
    assert not Petition.objects.exists()


def test_nor_does_who_was_invited_and_has_not_said_yes(
    pumps: Group, ada: Person, mallory: Person
) -> None:
    put(ada, pumps, mallory)

    assert put(mallory, pumps, make_person("zoe")).status_code == 403

    assert Petition.objects.count() == 1


def test_a_guest_invites_nobody_they_do_not_see(
    pumps: Group, gus: Person, mallory: Person, gil: Person
) -> None:
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, now=NOON)

    nowhere = put(gus, pumps, "999999999")
    refused = put(gus, pumps, mallory)

    assert refused.status_code == nowhere.status_code == 404
    assert refused.content == nowhere.content


@pytest.mark.parametrize("text", ["0", "-1", "1e9", "٣", "me ", "x" * 30, "9" * 30])
def test_a_person_is_a_number_or_oneself(text: str, yard: Group, mallory: Person) -> None:
    assert put(mallory, yard, text).status_code in {404, 422}
    page = sign_in(mallory).post(f"/groups/{yard.pk}/members/{text}/")
    assert page.status_code == 404


def test_somebody_who_asked_is_not_let_in_by_a_member(
    craft: Group, mallory: Person, ada: Person, gil: Person
) -> None:
    let_in(actor_id=gil.pk, group=craft, person_id=ada.pk, now=NOON)
    ask_to_join(group=craft, person_id=mallory.pk, now=NOON)

    put(ada, craft, mallory)
    put(mallory, craft, "me")

    assert not is_in(mallory, craft)
    assert Petition.objects.get().invited_by_id is None


# Once, and no longer than it holds


def test_an_invitation_is_used_up(pumps: Group, ada: Person, mallory: Person, gil: Person) -> None:
    put(ada, pumps, mallory)
    assert put(mallory, pumps, "me").status_code == 200
    assert put(mallory, pumps, "me").status_code == 200  # saying yes twice is saying it once
    assert Membership.objects.filter(person=mallory).count() == 1

    delete(gil, pumps, mallory)

    assert put(mallory, pumps, "me").status_code == 404
    assert not is_in(mallory, pumps)


def test_who_is_put_out_cannot_come_back_by_an_invitation_from_before(
    pumps: Group, ada: Person, mallory: Person, gil: Person
) -> None:
    put(ada, pumps, mallory)

    assert delete(gil, pumps, mallory) == 204

    assert put(mallory, pumps, "me").status_code == 404


def test_who_declines_knows_the_group_no_more(pumps: Group, ada: Person, mallory: Person) -> None:
    put(ada, pumps, mallory)

    assert delete(mallory, pumps, "me") == 204

    assert api(mallory).get(f"/api/v1/groups/{pumps.pk}").status_code == 404
    assert put(mallory, pumps, "me").status_code == 404


def test_who_leaves_a_hidden_group_needs_to_be_invited_anew(pumps: Group, grace: Person) -> None:
    assert delete(grace, pumps, "me") == 204

    assert put(grace, pumps, "me").status_code == 404


def test_who_asked_a_group_that_is_hidden_meanwhile_knows_it_no_more(
    craft: Group, mallory: Person, gil: Person
) -> None:
    put(mallory, craft, "me")

    set_visibility(actor_id=gil.pk, group=craft, visibility="hidden")

    assert api(mallory).get(f"/api/v1/groups/{craft.pk}").status_code == 404
    assert b"Craft" not in sign_in(mallory).get("/groups/").content
    assert put(mallory, craft, "me").status_code == 404
    # The gardener still may say yes.
    assert put(gil, craft, mallory).status_code == 200


def test_who_has_left_is_not_let_in(
    pumps: Group, mallory: Person, gil: Person, ada: Person
) -> None:
    say_goodbye(address=mallory.email or "", now=LATER)

    for viewer in (gil, ada):
        answer = put(viewer, pumps, mallory)
        assert answer.status_code == 409
        assert "has left" in answer.json()["detail"]
    assert not is_in(mallory, pumps)


def test_of_an_archived_group_nobody_invites(
    pumps: Group, gil: Person, ada: Person, mallory: Person
) -> None:
    archive_group(actor_id=gil.pk, group=pumps, now=LATER)

    assert [put(viewer, pumps, mallory).status_code for viewer in (gil, ada)] == [409, 409]
    assert not Petition.objects.exists()


# Roles


@pytest.mark.parametrize("role", [Role.GARDENER, Role.READER])
def test_nobody_gives_themselves_a_role(
    role: str, yard: Group, pumps: Group, ada: Person, mallory: Person
) -> None:
    for viewer, group in ((mallory, yard), (ada, pumps)):
        answer = put(viewer, group, "me", role=role)
        assert answer.status_code == 403
        assert "gardener" in answer.json()["detail"]
        assert (
            sign_in(viewer).post(f"/groups/{group.pk}/members/me/", {"role": role}).status_code
            == 403
        )

    assert not is_in(mallory, yard)
    assert Membership.objects.get(person=ada, group=pumps).role == Role.CONTRIBUTOR


@pytest.mark.parametrize("role", [Role.GARDENER, Role.READER])
def test_nor_to_somebody_they_invite(role: str, pumps: Group, ada: Person, mallory: Person) -> None:
    assert put(ada, pumps, mallory, role=role).status_code == 403
    assert not Petition.objects.exists()


def test_nor_to_another_member(pumps: Group, ada: Person, grace: Person, reader: Person) -> None:
    assert put(ada, pumps, grace, role="gardener").status_code == 403
    assert put(ada, pumps, reader, role="contributor").status_code == 403
    assert delete(ada, pumps, grace) == 403
    assert is_in(grace, pumps)


def test_an_invitation_carries_no_role_that_was_asked_for_on_the_way(
    pumps: Group, ada: Person, mallory: Person
) -> None:
    put(ada, pumps, mallory)

    assert put(mallory, pumps, "me", role="gardener").status_code == 403
    put(mallory, pumps, "me")

    assert Membership.objects.get(person=mallory).role == Role.CONTRIBUTOR


def test_who_comes_in_from_above_is_in_the_book_of_the_group(
    pumps: Group, gil: Person, ada: Person
) -> None:
    inner = create_group(actor_id=ada.pk, name="Seals", visibility="closed", parent=pumps, now=NOON)
    assert access.can(gil, "garden", inner)
    assert not access.can(gil, "read", inner)

    assert put(gil, inner, "me").status_code == 200

    page = sign_in(ada).get(f"/groups/{inner.pk}/members/").content.decode()
    assert "came in as a gardener of a group above" in page


def test_an_administrator_comes_in_by_one_page_and_it_shows(
    pumps: Group, question: Contribution, ada: Person
) -> None:
    admin = make_person("root", is_admin=True)
    client = sign_in(admin)
    assert client.get(question.get_absolute_url()).status_code == 404
    assert put(admin, pumps, "me").status_code == 404

    assert client.post("/administration/groups/", {"group": pumps.pk}).status_code == 302

    assert client.get(question.get_absolute_url()).status_code == 200
    assert Membership.objects.get(person=admin).role == Role.CONTRIBUTOR
    page = sign_in(ada).get(f"/groups/{pumps.pk}/members/").content.decode()
    assert "came in as an administrator" in page


@pytest.mark.parametrize("who", ["mallory", "gil"])
def test_that_page_is_for_administrators(
    who: str, pumps: Group, mallory: Person, gil: Person
) -> None:
    client = sign_in({"mallory": mallory, "gil": gil}[who])

    assert client.get("/administration/groups/").status_code == 403
    assert client.post("/administration/groups/", {"group": pumps.pk}).status_code == 403
    assert not is_in(mallory, pumps)


# In the database too


def test_the_actions_are_idempotent(
    pumps: Group, mallory: Person, gil: Person, ada: Person
) -> None:
    for _ in range(2):
        invite(actor_id=ada.pk, group=pumps, person_id=mallory.pk, now=NOON)
    for _ in range(2):
        let_in(actor_id=gil.pk, group=pumps, person_id=mallory.pk, now=NOON)
    pumps.refresh_from_db()
    assert (pumps.member_count, Petition.objects.count()) == (4, 0)

    for _ in range(2):
        remove(actor_id=gil.pk, group=pumps, person_id=mallory.pk)
    pumps.refresh_from_db()
    assert pumps.member_count == 3


def test_a_guest_sees_whom_they_are_with_and_the_group_they_are_invited_to(
    pumps: Group, craft: Group, gil: Person, ada: Person, mallory: Person
) -> None:
    guest = make_person("gesa", standing=Standing.GUEST)
    invite(actor_id=gil.pk, group=pumps, person_id=guest.pk, now=NOON)

    groups = {each["name"] for each in api(guest).get("/api/v1/groups").json()["items"]}
    people = {each["id"] for each in api(guest).get("/api/v1/people").json()["items"]}

    assert groups == {"Pump maintenance"}
    assert people == {guest.pk}
    put(guest, pumps, "me")
    people = {each["id"] for each in api(guest).get("/api/v1/people").json()["items"]}
    assert people == {
        guest.pk,
        gil.pk,
        ada.pk,
        *pumps.memberships.values_list("person_id", flat=True),
    }
