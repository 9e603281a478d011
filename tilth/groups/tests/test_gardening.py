"""What a gardener may do in their own group, and nowhere else."""

from typing import Any

import pytest

from tilth import access
from tilth.conftest import LATER, NOON, api, ask, make_person, sign_in
from tilth.contributions.actions import reply_to
from tilth.contributions.models import Contribution, Reply
from tilth.groups.actions import create_group, move_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group, Membership, Role
from tilth.people.models import Person, Standing


@pytest.fixture
def flora(db: None) -> Person:
    """Gardens a group of her own, and reads Pump maintenance as a contributor."""
    return make_person("flora")


@pytest.fixture
def valves(flora: Person) -> Group:
    return create_group(actor_id=flora.pk, name="Valves", visibility="open", now=NOON)


@pytest.fixture
def inside(pumps: Group, flora: Person, gil: Person) -> Group:
    let_in(actor_id=gil.pk, group=pumps, person_id=flora.pk, now=NOON)
    return pumps


def patch(person: Person, path: str, **data: Any) -> Any:
    return api(person).patch(f"/api/v1{path}", data, content_type="application/json")


def put(person: Person, path: str, **data: Any) -> Any:
    return api(person).put(f"/api/v1{path}", data, content_type="application/json")


def test_to_garden_one_group_gives_no_right_in_another(
    valves: Group,
    inside: Group,
    question: Contribution,
    answer: Reply,
    flora: Person,
    grace: Person,
    reader: Person,
) -> None:
    """She reads all of it, so each refusal is a 403."""
    original = ask(grace, "Why does pump 7 drip?", group=inside)
    thing, reply, group = (
        f"/contributions/{question.pk}",
        f"/replies/{answer.pk}",
        f"/groups/{inside.pk}",
    )
    attempts = [
        patch(flora, thing, body="Mine."),
        patch(flora, thing, group=valves.pk),
        api(flora).delete(f"/api/v1{thing}"),
        put(flora, f"{thing}/outdated", reason="I say so."),
        put(flora, f"{thing}/duplicate-of/{original.pk}"),
        patch(flora, reply, body="Mine."),
        api(flora).delete(f"/api/v1{reply}"),
        put(flora, f"{reply}/outdated", reason="I say so."),
        put(flora, f"/questions/{question.pk}/accepted-answers/{answer.pk}"),
        patch(flora, group, name="Mine"),
        patch(flora, group, visibility="open"),
        patch(flora, group, parent=valves.pk),
        patch(flora, group, archived=True),
        api(flora).get(f"/api/v1{group}/requests"),
        put(flora, f"{group}/members/{reader.pk}", role="contributor"),
        api(flora).delete(f"/api/v1{group}/members/{reader.pk}"),
    ]

    assert [answer.status_code for answer in attempts] == [403] * len(attempts)
    for page in ("edit/", "archive/"):
        assert sign_in(flora).post(f"/groups/{inside.pk}/{page}").status_code == 403
    question.refresh_from_db()
    inside.refresh_from_db()
    assert (question.group_id, question.state) == (inside.pk, "open")
    assert (inside.name, inside.visibility) == ("Pump maintenance", "hidden")


def test_in_ones_own_it_does(
    question: Contribution, answer: Reply, gil: Person, grace: Person
) -> None:
    """The positive control, by somebody who gardens that group."""
    other = ask(grace, "Why does pump 7 drip?", group=question.group)
    thing = f"/contributions/{question.pk}"
    done = [
        put(gil, f"{thing}/outdated", reason="It was replaced."),
        put(gil, f"/replies/{answer.pk}/outdated", reason="It was replaced."),
        put(gil, f"{thing}/duplicate-of/{other.pk}"),
        patch(gil, f"/groups/{question.group_id}", purpose="Pumps"),
    ]

    assert [answer.status_code for answer in done] == [200] * 4


def test_a_gardener_does_not_put_words_into_the_mouth_of_others(
    question: Contribution, answer: Reply, gil: Person
) -> None:
    refused = [
        patch(gil, f"/contributions/{question.pk}", body="Mine."),
        patch(gil, f"/replies/{answer.pk}", body="Mine."),
        api(gil).delete(f"/api/v1/contributions/{question.pk}"),
        api(gil).delete(f"/api/v1/replies/{answer.pk}"),
        put(gil, f"/questions/{question.pk}/accepted-answers/{answer.pk}"),
    ]

    assert [each.status_code for each in refused] == [403] * 5


def test_a_gardener_accepts_for_an_author_who_cannot(
    pumps: Group, gil: Person, grace: Person
) -> None:
    brought = make_person("brought", standing=Standing.IMPORTED, email=None)
    question = ask(brought, "Why?", group=pumps)
    answer = reply_to(question, actor_id=grace.pk, body="So.", now=LATER)
    path = f"/questions/{question.pk}/accepted-answers/{answer.pk}"

    assert put(grace, path).status_code == 403
    assert put(gil, path).status_code == 200


def test_from_above_one_manages_and_does_not_read(
    pumps: Group, question: Contribution, gil: Person, ada: Person
) -> None:
    inner = create_group(actor_id=ada.pk, name="Seals", visibility="hidden", parent=pumps, now=NOON)
    thing = ask(ada, "What do seals cost?", group=inner)

    assert patch(gil, f"/groups/{inner.pk}", purpose="Seals alone").status_code == 200
    assert sign_in(gil).get(f"/groups/{inner.pk}/members/").status_code == 200
    assert api(gil).get(f"/api/v1/contributions/{thing.pk}").status_code == 404
    assert put(gil, f"/contributions/{thing.pk}/outdated", reason="?").status_code == 404
    assert patch(gil, f"/contributions/{thing.pk}", group=pumps.pk).status_code == 404


def test_nor_what_lies_open_inside_it(pumps: Group, gil: Person, ada: Person) -> None:
    inner = create_group(actor_id=ada.pk, name="Seals", visibility="closed", parent=pumps, now=NOON)
    open_one = create_group(
        actor_id=ada.pk, name="Rings", visibility="open", parent=inner, now=NOON
    )
    thing = ask(ada, "What do rings cost?", group=open_one)

    assert access.can(gil, "garden", open_one)
    assert not access.can(gil, "read", open_one)
    assert api(gil).get(f"/api/v1/contributions/{thing.pk}").status_code == 404


def test_a_group_is_moved_by_who_gardens_both_ends(
    valves: Group, pumps: Group, flora: Person, gil: Person
) -> None:
    assert patch(flora, f"/groups/{valves.pk}", parent=pumps.pk).status_code == 404
    let_in(actor_id=gil.pk, group=pumps, person_id=flora.pk, now=NOON)
    assert patch(flora, f"/groups/{valves.pk}", parent=pumps.pk).status_code == 403
    let_in(actor_id=gil.pk, group=pumps, person_id=flora.pk, role=Role.GARDENER, now=NOON)
    assert patch(flora, f"/groups/{valves.pk}", parent=pumps.pk).status_code == 200


def test_a_group_is_founded_where_one_may_write(
    pumps: Group,
    valves: Group,
    reader: Person,
    ada: Person,
    mallory: Person,
    gus: Person,
    gil: Person,
) -> None:
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, now=NOON)

    def found(person: Person, parent: int | None) -> int:
        data = {"name": "New", "parent": parent}
        path = "/api/v1/groups"
        return api(person).post(path, data, content_type="application/json").status_code

    assert found(ada, pumps.pk) == 201
    assert found(mallory, valves.pk) == 201  # open: whoever reads may write
    assert found(reader, pumps.pk) == 403
    assert found(mallory, pumps.pk) == 404
    assert [found(gus, parent) for parent in (None, pumps.pk, valves.pk)] == [403] * 3


def test_the_founder_tends_it_and_nobody_else_is_in_it(ada: Person) -> None:
    data = {"name": "New", "members": [1, 2], "role": "reader", "founder": 1}
    made = api(ada).post("/api/v1/groups", data, content_type="application/json").json()

    assert made["role"] == "gardener"
    assert [each.person for each in Membership.objects.filter(group_id=made["id"])] == [ada]


# What was read is written back


@pytest.mark.parametrize("outer", ["hidden", "closed"])
def test_to_send_a_group_back_as_it_was_got_changes_nothing(
    outer: str, gil: Person, flora: Person
) -> None:
    """Its parent is null to whom it is invisible: null sent back does not move it to the top,
    where everybody would read it."""
    wall = create_group(actor_id=gil.pk, name="Wall", visibility=outer, now=NOON)
    middle = create_group(actor_id=gil.pk, name="Board", visibility="hidden", parent=wall, now=NOON)
    inner = create_group(actor_id=gil.pk, name="Minutes", parent=middle, now=NOON)
    let_in(actor_id=gil.pk, group=inner, person_id=flora.pk, role=Role.GARDENER, now=NOON)
    got = api(flora).get(f"/api/v1/groups/{inner.pk}").json()
    assert got["parent"] is None

    assert patch(flora, f"/groups/{inner.pk}", **got).status_code == 200

    inner.refresh_from_db()
    assert inner.parent_id == middle.pk
    assert inner.audience_id == middle.pk


def test_nor_does_it_where_one_gardens_from_above_and_does_not_read(
    pumps: Group, gil: Person, ada: Person
) -> None:
    """What is sent back empty would be wiped out."""
    inner = create_group(
        actor_id=ada.pk,
        name="Seals",
        purpose="For what leaks.",
        rule="Say how you know.",
        visibility="closed",
        parent=pumps,
        now=NOON,
    )
    got = api(gil).get(f"/api/v1/groups/{inner.pk}").json()

    assert patch(gil, f"/groups/{inner.pk}", **got).status_code == 200

    inner.refresh_from_db()
    assert (inner.purpose, inner.rule) == ("For what leaks.", "Say how you know.")


def test_so_does_the_form(gil: Person, flora: Person) -> None:
    board = create_group(actor_id=gil.pk, name="Board", visibility="hidden", now=NOON)
    inner = create_group(actor_id=gil.pk, name="Minutes", parent=board, now=NOON)
    let_in(actor_id=gil.pk, group=inner, person_id=flora.pk, role=Role.GARDENER, now=NOON)
    page = sign_in(flora).get(f"/groups/{inner.pk}/edit/").content.decode()
    assert "Board" not in page

    sign_in(flora).post(
        f"/groups/{inner.pk}/edit/",
        {"name": "Minutes", "kind": "team", "visibility": "open", "parent": ""},
    )

    inner.refresh_from_db()
    assert inner.parent_id == board.pk


# Roles


def test_who_becomes_a_reader_writes_no_more_with_the_next_request(
    question: Contribution, pumps: Group, ada: Person, gil: Person
) -> None:
    session, program = sign_in(ada), api(ada)
    body = {"body": "More."}
    path = f"/api/v1/contributions/{question.pk}"
    assert program.patch(path, body, content_type="application/json").status_code == 200

    let_in(actor_id=gil.pk, group=pumps, person_id=ada.pk, role=Role.READER, now=LATER)

    writes = [
        program.patch(path, {"body": "Even more."}, content_type="application/json"),
        program.post(f"{path}/replies", body, content_type="application/json"),
        session.post(f"/questions/{question.pk}/edit/", {"title": "?", "body": "?"}),
        session.post(f"/questions/{question.pk}/replies/", body),
        session.post("/updates/new/", {"body": "?", "sort": "idea", "group": pumps.pk}),
    ]
    assert [answer.status_code for answer in writes] == [403] * len(writes)
    assert session.get(question.get_absolute_url()).status_code == 200
    assert put(ada, f"/contributions/{question.pk}/reactions/thanks").status_code == 200


def test_a_reader_has_no_say_over_what_they_wrote_before_but_to_withdraw_it(
    question: Contribution, pumps: Group, ada: Person, grace: Person, gil: Person
) -> None:
    """To move, merge and mark outdated is to write in the group; to take back one's words is not."""
    original = ask(grace, "Why does pump 7 drip?", group=pumps)
    let_in(actor_id=gil.pk, group=pumps, person_id=ada.pk, role=Role.READER, now=LATER)
    thing = f"/contributions/{question.pk}"

    tried = {
        "outdated": put(ada, f"{thing}/outdated", reason="?").status_code,
        "merged": put(ada, f"{thing}/duplicate-of/{original.pk}").status_code,
        "moved": patch(ada, thing, group=None).status_code,
    }

    assert tried == dict.fromkeys(tried, 403)
    assert api(ada).delete(f"/api/v1{thing}").status_code == 204


def test_a_reader_reads_reacts_and_does_not_write(
    question: Contribution, answer: Reply, reader: Person
) -> None:
    thing = f"/api/v1/contributions/{question.pk}"
    program = api(reader)

    assert program.get(thing).json()["can"] == ["react"]
    assert program.put(f"{thing}/reactions/helpful").status_code == 200
    assert program.put(f"/api/v1/replies/{answer.pk}/reactions/helpful").status_code == 200
    for path, data in (
        (f"{thing}/replies", {"body": "?"}),
        ("/api/v1/contributions", {"kind": "update", "body": "?", "group": question.group_id}),
    ):
        refused = program.post(path, data, content_type="application/json")
        assert refused.status_code == 403
        assert refused.json()["detail"] == "You read Pump maintenance without writing."


def test_a_guest_writes_where_they_were_let_in_and_nowhere_else(
    pumps: Group, valves: Group, gus: Person, gil: Person
) -> None:
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, now=NOON)

    def share(group: int | None) -> int:
        data = {"kind": "update", "body": "So.", "group": group}
        path = "/api/v1/contributions"
        return api(gus).post(path, data, content_type="application/json").status_code

    assert share(pumps.pk) == 201
    assert share(None) == 403
    assert share(valves.pk) == 404
    form = {"body": "So.", "sort": "idea"}
    assert sign_in(gus).post("/updates/new/", {**form, "group": ""}).status_code == 403
    assert sign_in(gus).get("/groups/new/").status_code == 403


def test_a_guest_who_was_made_a_gardener_gardens_nothing(
    pumps: Group, question: Contribution, gus: Person, gil: Person
) -> None:
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, role=Role.GARDENER, now=NOON)

    assert patch(gus, f"/groups/{pumps.pk}", visibility="open").status_code == 403
    assert put(gus, f"/contributions/{question.pk}/outdated", reason="?").status_code == 403


def test_moving_it_below_itself_is_said_to_be_wrong(pumps: Group, gil: Person) -> None:
    inner = create_group(actor_id=gil.pk, name="Seals", parent=pumps, now=NOON)
    move_group(actor_id=gil.pk, group=inner, parent=pumps)

    answer = patch(gil, f"/groups/{pumps.pk}", parent=inner.pk)

    assert answer.status_code == 409
    assert answer.json()["detail"] == "A group cannot be moved below itself."
