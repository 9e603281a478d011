"""Ways round the doors that bit products like ours: what is derived, what is refused and in which
words, what one can find out by trying."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tilth.access.tests.doors import content_of
from tilth.conftest import LATER, NOON, api, ask, make_person, share, sign_in
from tilth.contributions.actions import reply_to, revise_reply, withdraw, withdraw_reply
from tilth.contributions.models import Contribution, Link, Reply
from tilth.events.dispatcher import BATCH, deliver_pending
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group
from tilth.people.actions import say_goodbye
from tilth.people.models import Person, Standing
from tilth.questions.actions import accept_answer
from tilth.questions.models import Question


def deliver() -> None:
    while deliver_pending() == BATCH:
        pass


# Who is there


def test_a_guest_does_not_learn_by_mentioning_who_works_here(
    pumps: Group, question: Contribution, gus: Person, mallory: Person, gil: Person
) -> None:
    """A handle is the beginning of a mail address. Of one that somebody has, and that the guest
    does not see, the text is the same as of one that nobody has."""
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, now=NOON)

    def html_of(handle: str) -> str:
        answer = api(gus).post(
            f"/api/v1/contributions/{question.pk}/replies",
            {"body": f"Is @{handle} here?"},
            content_type="application/json",
        )
        html: str = answer.json()["html"]
        return html.replace(handle, "*")

    assert html_of("mallory") == html_of("nobody-at-all")


def test_nor_by_asking_for_them(gus: Person, mallory: Person) -> None:
    program = api(gus)
    for there, nowhere in (
        (f"/api/v1/people/{mallory.pk}", "/api/v1/people/999999999"),
        ("/api/v1/people?q=mallory", "/api/v1/people?q=nobody-at-all"),
        (f"/api/v1/contributions?author={mallory.pk}", "/api/v1/contributions?author=999999999"),
        ("/api/v1/search?q=mallory&kind=person", "/api/v1/search?q=nobody&kind=person"),
    ):
        one, other = program.get(there), program.get(nowhere)
        assert (one.status_code, one.content) == (other.status_code, other.content)
    for method in ("put", "delete"):
        answers = [
            getattr(program, method)(f"/api/v1/people/{pk}/follow")
            for pk in (mallory.pk, 999_999_999)
        ]
        assert answers[0].status_code == answers[1].status_code == 404


def test_a_wrong_sign_in_says_the_same_of_who_is_there_and_who_is_not(mallory: Person) -> None:
    def said(address: str) -> tuple[int, bytes]:
        client = Client()
        answer = client.post("/sign-in/", {"login": address, "password": "a wrong one"})
        token = client.cookies["tilth-csrf"].value.encode() if client.cookies else b"-"
        return answer.status_code, len(answer.content.replace(token, b"")).to_bytes(4)

    assert said("mallory@acme.example") == said("nobody1@acme.example")


# Who is there no more


@pytest.fixture
def unnamed(settings: Any, ada: Person, question: Contribution, answer: Reply) -> Person:
    """Ada has left, and the company does not name those who have."""
    settings.FORMER_COLLEAGUES = "unnamed"
    Person.objects.filter(pk=ada.pk).update(name="Adalberta", handle="adalberta.cc")
    say_goodbye(address=ada.email or "", now=LATER)
    deliver()
    return ada


def test_where_former_colleagues_are_not_named_no_door_names_them(
    unnamed: Person, question: Contribution, pumps: Group, grace: Person, gil: Person
) -> None:
    thing = f"/api/v1/contributions/{question.pk}"
    paths = [
        question.get_absolute_url(),
        f"/people/{unnamed.pk}/",
        "/people/",
        f"/groups/{pumps.pk}/members/",
        f"/groups/{pumps.pk}/",
        "/suggestions/people/?q=ada",
        "/search?q=pump",
        "/",
        thing,
        f"{thing}/versions",
        f"/api/v1/people/{unnamed.pk}",
        "/api/v1/people",
        f"/api/v1/groups/{pumps.pk}/members",
        "/api/v1/stream",
        "/api/v1/search?q=ada",
    ]
    found = []
    for path in paths:
        client = api(grace) if path.startswith("/api/") else sign_in(grace)
        content = content_of(client.get(path)).lower()
        if b"adalberta" in content or b"ada@acme" in content:
            found.append(path)
    refused = api(gil).put(
        f"/api/v1/groups/{pumps.pk}/members/{unnamed.pk}", {}, content_type="application/json"
    )
    if b"Adalberta" in refused.content:
        found.append("why they are not let in")

    assert "\n".join(found) == ""


def test_nor_does_asking_for_the_name_find_them(unnamed: Person, grace: Person) -> None:
    """Else one could try names until one fits."""
    for path in ("/api/v1/people?q=adalberta", "/api/v1/search?q=adalberta&kind=person"):
        assert api(grace).get(path).json()["items"] == []
    assert (
        f"/people/{unnamed.pk}/" not in sign_in(grace).get("/people/?q=adalberta").content.decode()
    )


def test_where_they_are_named_they_are(answer: Reply, grace: Person, mallory: Person) -> None:
    """The positive control, and the default."""
    say_goodbye(address=grace.email or "", now=LATER)

    assert api(mallory).get(f"/api/v1/people/{grace.pk}").json()["name"] == "Grace"


# What is derived


def accepted(question: Contribution, answer: Reply, ada: Person) -> None:
    thing = Question.objects.get(pk=question.pk)
    accept_answer(question=thing, reply=answer, actor_id=ada.pk, now=LATER)


def test_a_card_shows_the_answer_as_it_stands(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    """Whoever takes something out of their answer has taken it out of the streams too."""
    accepted(question, answer, ada)
    assert b"The seal is worn." in sign_in(ada).get("/").content

    revise_reply(answer, actor_id=grace.pk, body="Look at the ring.", now=LATER)

    page = sign_in(ada).get("/").content
    assert b"The seal is worn." not in page
    assert b"Look at the ring." in page


def test_nor_one_that_was_withdrawn(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    accepted(question, answer, ada)

    withdraw_reply(answer, actor_id=grace.pk, now=LATER)

    assert b"The seal is worn." not in sign_in(ada).get("/").content


@pytest.fixture
def drawing(question: Contribution, ada: Person, settings: Any, tmp_path: Path) -> File:
    from tilth.contributions.actions import revise

    settings.MEDIA_ROOT = tmp_path
    content = BytesIO(b"a drawing")
    file = keep(owner_id=ada.pk, name="drawing.txt", content=content, size=9, now=NOON)
    revise(question, actor_id=ada.pk, files=[file.pk], now=NOON)
    return file


def test_what_was_withdrawn_is_read_by_its_author_alone(
    question: Contribution, drawing: File, ada: Person, grace: Person, gil: Person, mallory: Person
) -> None:
    paths = [
        question.get_absolute_url(),
        f"/contributions/{question.pk}/versions/",
        f"/files/{drawing.pk}/drawing.txt",
        "/",
        f"/api/v1/contributions/{question.pk}",
        f"/api/v1/contributions/{question.pk}/versions",
        "/api/v1/contributions",
        "/api/v1/search?q=pump",
    ]

    def shown(person: Person) -> list[str]:
        return [
            path
            for path in paths
            if any(
                word
                in content_of(
                    (api(person) if path.startswith("/api/") else sign_in(person)).get(path)
                )
                for word in (b"pump 7", b"drawing", b"Slowly")
            )
        ]

    deliver()
    assert len(shown(grace)) == len(paths)

    withdraw(question, actor_id=ada.pk, now=LATER)
    deliver()

    assert shown(grace) == shown(gil) == shown(mallory) == []
    assert question.get_absolute_url() in shown(ada)
    assert f"/files/{drawing.pk}/drawing.txt" in shown(ada)


def test_a_link_is_shown_to_whom_it_leads_somewhere(
    question: Contribution, ada: Person, mallory: Person
) -> None:
    """Rendered for whoever reads, not for whoever wrote."""
    public = share(ada, "Look there.")
    Link.objects.create(contribution=public, target=question)

    assert b"pump 7" in sign_in(ada).get(public.get_absolute_url()).content
    assert b"pump 7" not in sign_in(mallory).get(public.get_absolute_url()).content
    assert api(ada).get(f"/api/v1/contributions/{public.pk}").json()["links"]
    assert api(mallory).get(f"/api/v1/contributions/{public.pk}").json()["links"] == []


def test_a_pasted_address_is_not_made_into_what_it_leads_to(
    question: Contribution, ada: Person, mallory: Person
) -> None:
    public = share(ada, f"See http://localhost:8000{question.get_absolute_url()} for more.")

    assert b"pump 7" not in sign_in(mallory).get(public.get_absolute_url()).content


# What one finds out by trying


def test_a_file_is_had_by_who_reads_the_thing_and_by_no_other_name(
    question: Contribution, drawing: File, mallory: Person, grace: Person
) -> None:
    for name in ("drawing.txt", "x", "..", "%2e%2e"):
        path = f"/files/{drawing.pk}/{name}"
        assert content_of(sign_in(grace).get(path)) == b"a drawing"
        assert sign_in(mallory).get(path).status_code == 404


def test_an_upload_is_its_owners_until_it_is_attached(
    ada: Person, grace: Person, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = api(ada).post("/api/v1/files", {"file": BytesIO(b"a drawing")}).json()
    path = f"/files/{made['id']}/{made['name']}"

    assert content_of(sign_in(ada).get(path)) == b"a drawing"
    assert sign_in(grace).get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "ordering=body",
        "fields=all",
        "expand=group",
        "group__name=Pump",
        "author__email=a",
        "body=Slowly",
    ],
)
def test_a_filter_that_is_none_tells_nothing(
    query: str, question: Contribution, mallory: Person
) -> None:
    plain = api(mallory).get("/api/v1/contributions")
    tried = api(mallory).get(f"/api/v1/contributions?{query}")

    assert tried.content == plain.content


def test_a_cursor_that_names_what_one_does_not_see_opens_nothing(
    question: Contribution, mallory: Person, ada: Person
) -> None:
    public = share(ada, "For all", now=NOON.replace(year=2020))
    cursor = f"2099-01-01T00:00:00+00:00_{question.pk + 1}"

    items = api(mallory).get("/api/v1/contributions", {"cursor": cursor}).json()["items"]

    assert [item["id"] for item in items] == [public.pk]


def test_a_reaction_says_how_many_and_never_who(
    question: Contribution, grace: Person, ada: Person
) -> None:
    api(grace).put(f"/api/v1/contributions/{question.pk}/reactions/same-here")

    got = api(ada).get(f"/api/v1/contributions/{question.pk}").json()

    assert got["reactions"] == {"same-here": 1}
    assert "grace" not in str(got).lower()


def test_who_follows_whom_is_nobody_elses_business(ada: Person, grace: Person) -> None:
    api(grace).put(f"/api/v1/people/{ada.pk}/follow")

    page = sign_in(ada).get(f"/people/{ada.pk}/").content.decode()
    assert f"/people/{grace.pk}/" not in page
    assert "follow" not in str(api(ada).get(f"/api/v1/people/{ada.pk}").json())


def test_a_mail_address_is_shown_to_its_owner_alone(ada: Person, grace: Person) -> None:
    for path in (f"/api/v1/people/{ada.pk}", "/api/v1/people", "/api/v1/search?q=ada"):
        assert b"ada@acme.example" not in api(grace).get(path).content
    for path in (f"/people/{ada.pk}/", "/people/", "/suggestions/people/?q=ada"):
        assert b"ada@acme.example" not in sign_in(grace).get(path).content
    assert api(ada).get("/api/v1/me").json()["email"] == "ada@acme.example"


def test_a_group_of_the_same_name_tells_nothing_of_a_hidden_one(
    pumps: Group, mallory: Person
) -> None:
    made = api(mallory).post(
        "/api/v1/groups", {"name": pumps.name}, content_type="application/json"
    )

    assert made.status_code == 201


def test_an_administrator_who_is_a_guest_is_a_guest(pumps: Group) -> None:
    """Sees the groups they were invited to and nothing else, whatever else they are."""
    root = make_person("root", is_admin=True, standing=Standing.GUEST, company="Dornfeld")

    page = sign_in(root).get("/administration/groups/")

    assert page.status_code == 403
    assert sign_in(root).post("/administration/groups/", {"group": pumps.pk}).status_code == 403


def test_of_two_who_use_the_same_key_each_has_their_own_answer(
    pumps: Group, ada: Person, mallory: Person
) -> None:
    def write(person: Person, group: int | None) -> Any:
        return api(person).post(
            "/api/v1/contributions",
            {"kind": "update", "body": "So.", "group": group},
            content_type="application/json",
            headers={"Idempotency-Key": "the same"},
        )

    inside = write(ada, pumps.pk).json()

    assert write(mallory, pumps.pk).status_code == 404
    assert write(mallory, None).json()["id"] != inside["id"]


def test_a_closed_group_says_who_gardens_it_and_not_who_is_in_it(
    gil: Person, ada: Person, mallory: Person
) -> None:
    craft = create_group(actor_id=gil.pk, name="Craft", visibility="closed", now=NOON)
    let_in(actor_id=gil.pk, group=craft, person_id=ada.pk, now=NOON)
    ask(ada, "Which wood?", group=craft)

    page = sign_in(mallory).get(f"/groups/{craft.pk}/").content.decode()

    assert "Gil" in page
    assert "Ada" not in page
    assert "Craft" not in sign_in(mallory).get(f"/people/{ada.pk}/").content.decode()
    assert "Craft" in sign_in(gil).get(f"/people/{ada.pk}/").content.decode()


def test_what_is_put_in_shows_how_many_will_read_it_only_where_one_writes(
    pumps: Group, mallory: Person, ada: Person
) -> None:
    shown = sign_in(ada).get(f"/compose/audience/?group={pumps.pk}").content.decode()
    hidden = sign_in(mallory).get(f"/compose/audience/?group={pumps.pk}").content.decode()
    nothing = sign_in(mallory).get("/compose/audience/?group=999999999").content.decode()

    assert "3 people read it" in shown
    assert hidden == nothing


def test_a_comment_of_the_group_is_none_of_who_is_outside(
    question: Contribution, answer: Reply, mallory: Person
) -> None:
    for parent in (answer.pk, 999_999_999):
        answered = api(mallory).post(
            f"/api/v1/contributions/{question.pk}/replies",
            {"body": "?", "parent": parent},
            content_type="application/json",
        )
        assert answered.status_code == 404
    reply_to(question, actor_id=answer.author_id, body="More.", parent=answer, now=LATER)


def test_no_page_is_kept_where_somebody_else_could_see_it(
    question: Contribution, ada: Person
) -> None:
    for path in (question.get_absolute_url(), "/", "/groups/", "/notifications/"):
        response = sign_in(ada).get(path)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert not {"ETag", "Last-Modified"} & set(response.headers)
