"""An archived group is read on and written in no more."""

from collections.abc import Callable
from typing import Any

import pytest

from tilth.conftest import LATER, api, sign_in
from tilth.contributions.models import Contribution, Reply
from tilth.groups.actions import archive_group, reopen_group
from tilth.groups.models import Group
from tilth.people.models import Person


@pytest.fixture
def archived(pumps: Group, question: Contribution, answer: Reply, gil: Person) -> Group:
    archive_group(actor_id=gil.pk, group=pumps, now=LATER)
    return pumps


def test_it_is_read_on(
    archived: Group, question: Contribution, ada: Person, mallory: Person
) -> None:
    assert b"pump 7" in sign_in(ada).get(question.get_absolute_url()).content
    assert b"It is read, not written in." in sign_in(ada).get(f"/groups/{archived.pk}/").content
    assert api(ada).get(f"/api/v1/groups/{archived.pk}").json()["archived"]


def test_it_is_hidden_from_others_as_before(
    archived: Group, question: Contribution, mallory: Person
) -> None:
    for path in (f"/groups/{archived.pk}/", question.get_absolute_url()):
        assert sign_in(mallory).get(path).status_code == 404


WRITES: list[Callable[[Any, Contribution, Group], Any]] = [
    lambda client, question, group: client.post(
        "/api/v1/contributions",
        {"kind": "update", "body": "So.", "group": group.pk},
        content_type="application/json",
    ),
    lambda client, question, group: client.post(
        f"/api/v1/contributions/{question.pk}/replies",
        {"body": "So."},
        content_type="application/json",
    ),
    lambda client, question, group: client.patch(
        f"/api/v1/contributions/{question.pk}", {"body": "So."}, content_type="application/json"
    ),
    lambda client, question, group: client.post(
        "/api/v1/groups", {"name": "Inside", "parent": group.pk}, content_type="application/json"
    ),
]


@pytest.mark.parametrize("write", WRITES, ids=["contribute", "reply", "change", "found inside"])
def test_nothing_is_written_in_it(
    write: Callable[[Any, Contribution, Group], Any],
    archived: Group,
    question: Contribution,
    ada: Person,
    gil: Person,
) -> None:
    for person in (ada, gil):
        answer = write(api(person), question, archived)
        assert answer.status_code == 403

    reopen_group(actor_id=gil.pk, group=archived)
    assert write(api(ada), question, archived).status_code in {200, 201}


def test_nothing_is_moved_into_it(archived: Group, ada: Person) -> None:
    from tilth.conftest import share

    loose = share(ada, "For all")

    answer = api(ada).patch(
        f"/api/v1/contributions/{loose.pk}", {"group": archived.pk}, content_type="application/json"
    )

    assert answer.status_code == 403


def test_the_composer_does_not_offer_it(archived: Group, ada: Person) -> None:
    assert b"Pump maintenance" not in sign_in(ada).get("/questions/new/").content
    assert b"Pump maintenance" not in sign_in(ada).get("/groups/").content


def test_a_reaction_and_withdrawing_still_go(
    archived: Group, question: Contribution, ada: Person, grace: Person
) -> None:
    thing = f"/api/v1/contributions/{question.pk}"
    assert api(grace).put(f"{thing}/reactions/thanks").status_code == 200
    assert api(ada).delete(thing).status_code == 204


@pytest.mark.parametrize("name", ["ada", "mallory"])
def test_its_gardeners_archive_it_and_nobody_else(
    name: str, pumps: Group, ada: Person, mallory: Person, gil: Person
) -> None:
    person = {"ada": ada, "mallory": mallory}[name]
    refused = 403 if name == "ada" else 404

    assert sign_in(person).post(f"/groups/{pumps.pk}/archive/").status_code == refused
    assert sign_in(gil).post(f"/groups/{pumps.pk}/archive/").status_code == 302
    pumps.refresh_from_db()
    assert pumps.archived_at
    again = {"_method": "DELETE"}
    assert sign_in(person).post(f"/groups/{pumps.pk}/archive/", again).status_code == refused
    assert sign_in(gil).post(f"/groups/{pumps.pk}/archive/", again).status_code == 302
    pumps.refresh_from_db()
    assert pumps.archived_at is None
