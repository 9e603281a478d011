"""Whatever else is sent along with a write is not written: every field of every model, in every
POST, PUT and PATCH of the API and in every form."""

import json
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from tilth.access.tests.test_every_url import (
    OF_API,
    OF_PAGES,
    SENT,
    TAKE_FILES,
    Scene,
    rightful,
    scene,
)
from tilth.access.tests.world import undone
from tilth.conftest import LATER, api, sign_in
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reply
from tilth.files.models import File
from tilth.groups.models import Group, Membership, Petition
from tilth.people.models import Person

__all__ = ["scene"]

# What nobody may set from outside, and a value that betrays it where somebody could.
FOREIGN: dict[str, Any] = {
    "id": 999_999_999,
    "pk": 999_999_999,
    "author": 999,
    "author_id": 999,
    "owner": 999,
    "owner_id": 999,
    "actor_id": 999,
    "person": 999,
    "person_id": 999,
    "invited_by": 999,
    "recipient_id": 999,
    "audience_id": 999,
    "audience": 999,
    "known_to_id": 999,
    "path": "/999/",
    "created_at": "1999-01-01T00:00:00Z",
    "edited_at": "1999-01-01T00:00:00Z",
    "active_at": "2999-01-01T00:00:00Z",
    "since": "1999-01-01T00:00:00Z",
    "joined_at": "1999-01-01T00:00:00Z",
    "withdrawn_at": "1999-01-01T00:00:00Z",
    "closed_at": "1999-01-01T00:00:00Z",
    "outdated_at": "1999-01-01T00:00:00Z",
    "left_at": "1999-01-01T00:00:00Z",
    "state": "closed",
    "score": 9999,
    "base_score": 9999,
    "reactions": {"helpful": 9999},
    "reply_count": 9999,
    "member_count": 9999,
    "contribution_count": 9999,
    "listed": False,
    "awaits": False,
    "withheld": True,
    "card": {"words": "smuggled"},
    "html": "<script>smuggled</script>",
    **{
        f"{name}_html": "<script>smuggled</script>"
        for each in kinds.values()
        for name in each.rendered
    },
    "source": {"url": "https://smuggled.example", "author": "x", "licence": "x"},
    "duplicate_of": 1,
    "duplicate_of_id": 1,
    "merged_from": 1,
    "accepted": True,
    "is_admin": True,
    "is_staff": True,
    "is_superuser": True,
    "standing": "employee",
    "company": "smuggled",
    "email": "smuggled@acme.example",
    "handle": "smuggled",
    "password": "smuggled",
    "ends_on": "2999-01-01",
    "starts_on": "1999-01-01",
    "key": "smuggled",
    "thing_type": "reply",
    "thing_id": 1,
    "form_key": "",
    "url": "https://smuggled.example",
    "can": ["edit", "move"],
}


def everything_sent(scene: Scene, row: Any) -> dict[str, Any]:
    return {**FOREIGN, **scene.sent(row)}


def state_of_the_world() -> dict[tuple[str, Any], dict[str, Any]]:
    return {
        (model.__name__, row.pk): {
            field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields
        }
        for model in (Person, Group, Membership, Petition, Contribution, Reply, File)
        for row in model._default_manager.all()
    }


def smuggled(before: dict[Any, Any], after: dict[Any, Any]) -> Iterator[str]:
    """Values of FOREIGN that have come in, in rows that are new or other than they were."""
    for key, row in after.items():
        for name, value in row.items():
            if name not in FOREIGN or before.get(key, {}).get(name) == value:
                continue
            if isinstance(value, bool) and key in before:
                continue  # a merge takes things off lists; what is new shows whether it was sent
            if same(value, FOREIGN[name]) and not same(value, DEFAULTS.get(name)):
                yield f"{key}.{name} = {value}"
            if "smuggled" in str(value):
                yield f"{key}.{name} = {value}"


DEFAULTS: dict[str, Any] = {"awaits": False, "standing": "employee"}


def same(value: Any, foreign: Any) -> bool:
    if isinstance(value, datetime):
        return str(value.year) in {"1999", "2999"} and str(value.year) == str(foreign)[:4]
    return type(value) is type(foreign) and bool(value == foreign)


def test_foreign_fields_are_not_written_anywhere(scene: Scene) -> None:
    written: list[str] = []
    before = state_of_the_world()
    for row in [*OF_API, *OF_PAGES]:
        if row.method not in {"POST", "PUT", "PATCH"} or row.route == "/sign-in/":
            continue
        with undone():
            data = everything_sent(scene, row)
            person = scene.people.get(rightful(row), scene.people["ada"])
            fields = {name: str(value) for name, value in data.items()}
            if row.route in TAKE_FILES:
                fields["file"] = BytesIO(b"a drawing")  # type: ignore[assignment]
                client = api(person) if row in OF_API else sign_in(person)
                answer = client.post(scene.path(row), fields)
            elif row in OF_API:
                sent = json.dumps(data)
                client = api(person)
                answer = client.generic(row.method, scene.path(row), sent, "application/json")
            else:
                answer = sign_in(person).post(scene.path(row), fields)
            # Else what was sent may have been refused before anybody looked at the rest of it.
            assert answer.status_code in {200, 201, 202, 204, 302, 401, 410}, (
                f"{row}: {answer.content!r}"
            )
            written += [f"{row}: {fault}" for fault in smuggled(before, state_of_the_world())]

    assert "\n".join(written) == ""


def test_the_list_names_what_there_is_to_be_set(scene: Scene) -> None:
    """A field that is new to a model is new to this list, or is one that people set."""
    models: list[type[Model]] = [Person, Group, Membership, Contribution, Reply, File]
    models += [model for model in apps.get_models() if issubclass(model, Contribution)]
    set_by_people = {
        "title", "body", "tags", "group_id", "parent_id", "contribution_id",
        "name", "kind", "purpose", "rule", "prompt", "visibility", "role",
        "archived_at", "type", "size",
        "outdated_reason", "closed_reason", "contribution_ptr_id", "is_answer",
        "width", "height", "description",
    }  # fmt: skip
    set_by_themselves = {
        "language", "time_zone", "stream_order", "mutes_company", "last_login", "single_keys",
        "job", "town", "speaks", "ask_about", "face", "photo",
    }  # fmt: skip
    set_by_actions = {"edited_by_id", "outdated_by_id", "unit_id", "merged_from_id"}
    of_kinds = {name for kind in kinds.values() for name in kind.fields.model_fields}
    known = {*FOREIGN, *set_by_people, *of_kinds, *set_by_themselves, *set_by_actions}

    fields = {field.attname for model in models for field in model._meta.concrete_fields}

    assert fields - known == set()


@pytest.mark.parametrize("method", ["post", "patch"])
def test_the_author_is_who_writes(method: str, scene: Scene) -> None:
    grace, ada = scene.people["grace"], scene.people["ada"]
    data = {"kind": "question", "title": "Mine?", "author": ada.pk, "author_id": ada.pk}
    path = "/api/v1/contributions"
    if method == "patch":
        made = api(grace).post(path, data, content_type="application/json").json()
        path = f"{path}/{made['id']}"

    answer = getattr(api(grace), method)(path, data, content_type="application/json")

    assert answer.json()["author"]["id"] == grace.pk


def test_nobody_makes_themselves_an_administrator(scene: Scene) -> None:
    ada = scene.people["ada"]
    wishes = {"time_zone": "UTC", "stream_order": "newest", "is_admin": "1", "standing": "guest"}
    sign_in(ada).post("/settings/", wishes)

    ada.refresh_from_db()
    assert (ada.stream_order, ada.is_admin, ada.standing) == ("newest", False, "employee")


def test_a_parent_of_a_reply_is_below_the_same_thing(scene: Scene) -> None:
    """Else a comment could be hung below what stands in another group."""
    grace = scene.people["grace"]
    path = f"/api/v1/contributions/{scene.original.pk}/replies"

    answer = api(grace).post(
        path, {"body": "Here?", "parent": scene.answer.pk}, content_type="application/json"
    )

    assert answer.status_code == 404


def test_a_file_of_another_is_not_attached(scene: Scene) -> None:
    grace = scene.people["grace"]
    free = File.objects.create(
        owner=scene.people["ada"],
        name="a.txt",
        type="text/plain",
        size=1,
        key="k",
        created_at=LATER,
    )
    for pk in (free.pk, scene.file.pk, 999_999_999):
        answer = api(grace).post(
            "/api/v1/contributions",
            {"kind": "update", "body": "Look", "files": [pk]},
            content_type="application/json",
        )
        assert answer.status_code == 422
        sign_in(grace).post("/updates/new/", {"body": "Look", "kept_files": str(pk)})
    free.refresh_from_db()
    scene.file.refresh_from_db()
    assert free.thing_type == ""
    assert scene.file.thing_id == scene.question.pk


def test_what_is_known_of_the_walk_is_sent(scene: Scene) -> None:
    """The positive control: what may be set is set by the very same requests."""
    data = {**FOREIGN, "kind": "question", "title": "How?", "group": scene.group.pk}
    answer = api(scene.people["grace"]).post(
        "/api/v1/contributions", data, content_type="application/json"
    )

    assert answer.status_code == 201, answer.content
    assert answer.json()["title"] == "How?"
    assert answer.json()["group"] == scene.group.pk
    assert set(SENT) <= {(row.method, row.route) for row in [*OF_API, *OF_PAGES]}
