"""Walks every address, every method of the API and every live event there is, as the table of
`tilth.config.rules` says who may. One that is not in the table, or behaves otherwise, fails here.
"""

import json
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tilth.access.tests.doors import content_of
from tilth.access.tests.world import undone
from tilth.config.rules import ABOUT_ONE_THING, API, Row, Who, table
from tilth.conftest import LATER, NOON, api, ask, make_person, sign_in
from tilth.contributions.actions import merge, revise
from tilth.contributions.models import Contribution, Reply
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.files.tests.conftest import photo
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group
from tilth.people.models import Person
from tilth.people.photo import show_photo

CANARIES = (b"pump 7", b"seal is worn", b"Pump maintenance", b"drawing")
PAGE_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
MISSING = 999_999_999
NOT_OURS = {"/sign-in/", "/sign-out/", f"{API}/", f"{API}/openapi.json"}  # allauth's and ninja's

ROWS = [row for row in table() if row.method in PAGE_METHODS]
OF_API = [row for row in ROWS if row.route.startswith(f"{API}/")]
OF_PAGES = [row for row in ROWS if row not in OF_API]

TAKE_FILES = {f"{API}/files", "/compose/files/"}

SENT: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/settings/"): {"time_zone": "Europe/Paris", "stream_order": "newest"},
    ("POST", "/people/me/edit/"): {"job": "fitter"},
    ("POST", "/groups/new/"): {"name": "Valves", "kind": "team", "visibility": "open"},
    ("POST", "/groups/{pk}/edit/"): {"name": "Pumps", "kind": "team", "visibility": "hidden"},
    ("POST", "/groups/{pk}/members/"): {"who": "grace"},
    ("POST", "/drafts/"): {"key": "questions-new", "fields": "{}"},
    ("POST", "/contributions/{pk}/outdated/"): {"reason": "It was replaced."},
    ("POST", "/contributions/{pk}/duplicate/"): {"original": "{original}"},
    ("POST", "/contributions/{pk}/group/"): {"group": "{group}"},
    ("POST", "/replies/{pk}/edit/"): {"body": "The seal was worn."},
    ("POST", "/replies/{pk}/outdated/"): {"reason": "It was replaced."},
    ("POST", "/administration/groups/"): {"group": "{group}"},
    ("POST", "/{prefix}/new/"): {"title": "How?", "group": "{group}"},
    ("POST", "/{prefix}/{pk}/edit/"): {"title": "How?", "body": "Slowly."},
    ("POST", "/{prefix}/{pk}/replies/"): {"body": "So."},
    ("POST", f"{API}/contributions"): {"kind": "question", "title": "How?", "group": "{group}"},
    ("PATCH", f"{API}/contributions/{{pk}}"): {"body": "Fast."},
    ("PUT", f"{API}/contributions/{{pk}}/outdated"): {"reason": "It was replaced."},
    ("POST", f"{API}/contributions/{{pk}}/replies"): {"body": "So."},
    ("PATCH", f"{API}/replies/{{pk}}"): {"body": "The seal was worn."},
    ("PUT", f"{API}/replies/{{pk}}/outdated"): {"reason": "It was replaced."},
    ("POST", f"{API}/groups"): {"name": "Valves"},
    ("PATCH", f"{API}/groups/{{pk}}"): {"purpose": "Pumps"},
    ("PUT", f"{API}/groups/{{pk}}/members/{{person}}"): {},
}
"""What goes along, so that a refusal is for who asks and not for what is missing."""

WRITES_ON_GET = {
    "/{prefix}/{pk}/": "notifications_notification",  # to see a page is to have read its notices
    "/kept/": "django_session",  # what was kept is shown once
}


@dataclass
class Scene:
    group: Group
    closed: Group
    question: Contribution
    original: Contribution
    answer: Reply
    file: File
    people: dict[str, Person]

    def __post_init__(self) -> None:
        self.clients = {name: sign_in(person) for name, person in self.people.items()}
        self.programs = {name: api(person) for name, person in self.people.items()}
        for client in (*self.clients.values(), *self.programs.values()):
            client.raise_request_exception = False  # it is a status like any other here

    def path(self, row: Row, *, missing: bool = False, group: Group | None = None) -> str:
        thing: Any = self.question
        if row.route.startswith(("/groups/", f"{API}/groups/")):
            thing = group or self.group
        elif row.route.startswith(("/replies/", f"{API}/replies/")):
            thing = self.answer
        elif row.route.startswith(("/people/", f"{API}/people/")):
            thing = self.people["grace"]
        elif row.route.startswith("/files/"):
            thing = self.file
        name = "helpful"
        if "/tags/" in row.route:
            name = "nosuch" if missing else "oil"
        fill = {
            "pk": MISSING if missing else thing.pk,
            "reply_pk": self.answer.pk,
            "original": self.original.pk,
            "prefix": "questions",
            "person": "me",
            "name": name,
            "token": "no-such-link",
        }
        return row.route.format(**fill)

    def sent(self, row: Row) -> dict[str, Any]:
        given = SENT.get((row.method, row.route), {})
        ids = {"{original}": self.original.pk, "{group}": self.group.pk}
        return {name: ids.get(str(value), value) for name, value in given.items()}

    def ask(self, row: Row, name: str, *, path: str = "", method: str = "", **headers: str) -> Any:
        client = (self.programs if row in OF_API else self.clients)[name]
        cookies = copy(client.cookies)
        response = send(client, row, path or self.path(row), self.sent(row), method, **headers)
        client.cookies = cookies  # else who signed out would be nobody from then on
        return response


def send(
    client: Client, row: Row, path: str, data: dict[str, Any], method: str = "", **headers: str
) -> Any:
    method = method or row.method
    if path in TAKE_FILES and method == "POST":
        return client.post(path, {"file": BytesIO(b"a drawing")}, headers=headers)
    if path.startswith(f"{API}/") and method != "GET":
        return client.generic(method, path, json.dumps(data), content_type="application/json")
    if method == "POST":
        return client.post(path, data, headers=headers)
    return client.generic(method, path, headers=headers)


@pytest.fixture
def scene(
    pumps: Group,
    question: Contribution,
    answer: Reply,
    reader: Person,
    ada: Person,
    grace: Person,
    gil: Person,
    mallory: Person,
    gus: Person,
    settings: Any,
    tmp_path: Any,
) -> Scene:
    settings.MEDIA_ROOT = tmp_path
    content = BytesIO(b"a drawing")
    file = keep(owner_id=ada.pk, name="drawing.txt", content=content, size=9, now=NOON)
    revise(question, actor_id=ada.pk, tags=["oil"], files=[file.pk], now=LATER)
    show_photo(grace, content=BytesIO(photo()), name="me.jpg", now=NOON)
    closed = create_group(actor_id=gil.pk, name="Craft", visibility="closed", now=NOON)
    let_in(actor_id=gil.pk, group=closed, person_id=ada.pk, now=NOON)
    return Scene(
        group=pumps,
        closed=closed,
        question=question,
        original=ask(ada, "Why does pump 7 leak so much?", group=pumps),
        answer=answer,
        file=file,
        people={
            "ada": ada,
            "grace": grace,
            "gil": gil,
            "mallory": mallory,
            "gus": gus,
            "reader": reader,
            "admin": make_person("admin", is_admin=True),
        },
    )


def rightful(row: Row) -> str:
    """Somebody of whom the rule holds, and who is no more than it asks for."""
    on_reply = "/replies/{pk}" in row.route
    return {
        Who.ADMINISTRATORS: "admin",
        Who.KNOW: "reader",
        Who.MANAGE: "grace",
        Who.GARDEN: "gil",
        Who.READ: "reader",
        Who.WRITE: "grace",
        Who.WROTE: "grace" if on_reply else "ada",
        Who.TEND: "gil",
        Who.ASKED: "ada",
    }.get(row.who, "ada")


def refused(row: Row) -> str:
    """Somebody who knows of it, and of whom the rule does not hold."""
    return {
        Who.ADMINISTRATORS: "gil",
        Who.EMPLOYEES: "gus",
        Who.GARDEN: "grace",
        Who.WRITE: "reader",
        Who.WROTE: "gil",
        Who.TEND: "reader",
        Who.ASKED: "grace",
    }.get(row.who, "")


def is_turned_away(response: Any) -> bool:
    to_the_form = response.headers.get("Location", "").startswith("/sign-in/")
    return bool(response.status_code == 401 or (response.status_code == 302 and to_the_form))


def walk(faults: Iterator[str]) -> None:
    assert "\n".join(faults) == ""


# Nobody is signed in


def test_without_signing_in_there_is_a_form_or_a_401(scene: Scene) -> None:
    def faults() -> Iterator[str]:
        for row in ROWS:
            response = send(Client(), row, scene.path(row), scene.sent(row))
            content = content_of(response)
            if any(canary in content for canary in CANARIES):
                yield f"{row} shows something"
            if row.who is Who.ANYONE:
                if is_turned_away(response) or response.status_code >= 500:
                    yield f"{row}: {response.status_code}"
            elif not is_turned_away(response):
                yield f"{row}: {response.status_code}"
            elif (row in OF_API or row.who is Who.TOKEN) != (response.status_code == 401):
                yield f"{row} sends a program to a form, or a person to none"

    walk(faults())


def test_whoever_was_signed_in_and_has_left_is_turned_away(scene: Scene) -> None:
    Person.objects.filter(pk=scene.people["grace"].pk).update(left_at=LATER)

    def faults() -> Iterator[str]:
        for row in ROWS:
            response = scene.ask(row, "grace")
            content_of(response)
            if row.who is not Who.ANYONE and not is_turned_away(response):
                yield f"{row}: {response.status_code}"

    walk(faults())


def test_the_session_of_a_browser_opens_nothing_of_the_api(scene: Scene) -> None:
    """Else a foreign page could write with the cookie, as the API asks for no token of a form."""
    client = scene.clients["ada"]

    def faults() -> Iterator[str]:
        for row in OF_API:
            if row.who is not Who.ANYONE:
                response = send(client, row, scene.path(row), scene.sent(row))
                if response.status_code != 401:
                    yield f"{row}: {response.status_code}"

    walk(faults())


def test_a_form_that_is_not_ours_is_refused(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.people["ada"], backend="tilth.people.sign_in.Backend")

    def faults() -> Iterator[str]:
        for row in OF_PAGES:
            if row.method == "POST":
                response = client.post(scene.path(row), scene.sent(row))
                if response.status_code != 403:
                    yield f"{row}: {response.status_code}"

    walk(faults())


# Somebody from outside


@pytest.mark.parametrize("name", ["mallory", "gus", "admin"])
def test_to_an_outsider_it_is_as_if_it_were_not_there(name: str, scene: Scene) -> None:
    def faults() -> Iterator[str]:
        for row in ROWS:
            if row.who not in ABOUT_ONE_THING or (row.who is Who.MEET and name != "gus"):
                continue
            with undone():
                there = scene.ask(row, name)
                nowhere = scene.ask(row, name, path=scene.path(row, missing=True))
            if there.status_code != 404 or bare(there) != bare(nowhere):
                yield f"{row}: {there.status_code}, missing {nowhere.status_code}"
            if any(canary in content_of(there) for canary in CANARIES):
                yield f"{row} shows something"

    walk(faults())


@pytest.mark.parametrize("name", ["mallory", "gus"])
def test_what_an_outsider_may_open_shows_nothing_of_it(name: str, scene: Scene) -> None:
    def faults() -> Iterator[str]:
        for row in ROWS:
            if row.who not in ABOUT_ONE_THING:
                with undone():
                    response = scene.ask(row, name)
                if any(canary in content_of(response) for canary in CANARIES):
                    yield f"{row} shows something"
                if response.status_code >= 500:
                    yield f"{row}: {response.status_code}"

    walk(faults())


def bare(response: Any) -> bytes:
    """Without the token that differs from one page to the next."""
    pattern = rb'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"'
    return re.sub(pattern, b"", content_of(response))


# Somebody who knows of it


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_who_may_does(headers: dict[str, str], scene: Scene) -> None:
    """The positive control of all refusals."""

    def faults() -> Iterator[str]:
        for row in ROWS:
            if row.who in {Who.ANYONE, Who.TOKEN}:
                continue
            with undone():
                if row.method == "DELETE" and row.route.endswith("/{original}"):
                    merge(
                        scene.question,
                        original=scene.original,
                        actor_id=scene.people["gil"].pk,
                        now=LATER,
                    )
                response = scene.ask(row, rightful(row), **headers)
                content_of(response)
            done = response.status_code in {200, 201, 202, 204, 302}
            if not done or (is_turned_away(response) and row.route != "/sign-out/"):
                yield f"{row} for {rightful(row)}: {response.status_code}"

    walk(faults())


def test_who_may_not_is_told_why(scene: Scene) -> None:
    def faults() -> Iterator[str]:
        for row in ROWS:
            if not (name := refused(row)):
                continue
            with undone():
                response = scene.ask(row, name)
            said = b"" if response.status_code != 403 else content_of(response)
            if not re.search(rb"[A-Z][^<>]+\.", said):
                yield f"{row} for {name}: {response.status_code}"

    walk(faults())


def test_of_a_closed_group_an_outsider_knows_and_may_not(scene: Scene) -> None:
    def faults() -> Iterator[str]:
        for row in ROWS:
            if row.who in {Who.GARDEN, Who.MANAGE}:
                with undone():
                    response = scene.ask(row, "mallory", path=scene.path(row, group=scene.closed))
                if response.status_code != 403:
                    yield f"{row}: {response.status_code}"
            if row.who is Who.KNOW:
                with undone():
                    response = scene.ask(row, "mallory", path=scene.path(row, group=scene.closed))
                if response.status_code not in {200, 202, 204, 302}:
                    yield f"{row}: {response.status_code}"

    walk(faults())


# Methods


def test_what_is_not_in_the_table_is_refused_with_405(scene: Scene) -> None:
    allowed: dict[str, set[str]] = {}
    for row in ROWS:
        allowed.setdefault(row.route, set()).add(row.method)

    def faults() -> Iterator[str]:
        for row in ROWS:
            if row.route in NOT_OURS:
                continue
            for method in set(PAGE_METHODS) - allowed[row.route]:
                with undone():
                    response = scene.ask(row, rightful(row), method=method)
                if response.status_code != 405 or not response.headers["Allow"]:
                    yield f"{method} {row.route}: {response.status_code}"
            allowed[row.route] = set(PAGE_METHODS)

    walk(faults())


@pytest.mark.parametrize("name", ["ada", "gil", "admin", "mallory"])
def test_to_look_changes_nothing(name: str, scene: Scene) -> None:
    def faults() -> Iterator[str]:
        for row in ROWS:
            if row.method != "GET" or row.route == "/sign-in/":
                continue
            with CaptureQueriesContext(
                connection,
            ) as queries:
                content_of(scene.ask(row, name))
            for query in queries:
                written = re.match(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"", query["sql"])
                if written and written[1] != WRITES_ON_GET.get(row.route):
                    yield f"{row.route} writes {written[1]}"

    walk(faults())


def test_a_member_does_find_what_the_walk_looks_for(scene: Scene) -> None:
    """The positive control: each word is there to be found."""
    seen = b"".join(
        content_of(scene.ask(row, "ada"))
        for row in ROWS
        if row.method == "GET" and row.who is Who.READ
    )
    assert all(canary in seen for canary in CANARIES)
