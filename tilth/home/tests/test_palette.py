"""Ctrl+K: what it offers, and to whom."""

from typing import Any

from tilth.conftest import sign_in
from tilth.contributions.models import Contribution
from tilth.events.dispatcher import deliver_pending
from tilth.groups.models import Group
from tilth.people.models import Person
from tilth.search.rebuild import reindex


def offered(person: Person, typed: str = "") -> list[dict[str, Any]]:
    while deliver_pending():
        pass
    found: list[dict[str, Any]] = (
        sign_in(person).get("/suggestions/all/", {"q": typed}).json()["items"]
    )
    return found


def test_before_anything_is_typed_it_says_what_one_can_do(pumps: Group, grace: Person) -> None:
    items = offered(grace)

    urls = [item["url"] for item in items]
    assert "/questions/new/" in urls
    assert f"/groups/{pumps.pk}/" in urls
    assert all(item["label"] and item["icon"] for item in items)


def test_people_groups_and_questions_are_found_while_one_types(
    question: Contribution, pumps: Group, grace: Person, gil: Person
) -> None:
    reindex("person", [gil.pk])
    begun = question.title.split()[0][:4]

    assert question.get_absolute_url() in [item["url"] for item in offered(grace, begun)]
    assert f"/people/{gil.pk}/" in [item["url"] for item in offered(grace, "gil")]


def test_it_offers_an_outsider_nothing_of_a_closed_group(
    question: Contribution, pumps: Group, mallory: Person, grace: Person
) -> None:
    word = question.title.split()[-1].strip("?")
    assert any(str(question.pk) in item["url"] for item in offered(grace, word))

    assert not any(f"/questions/{question.pk}/" in item["url"] for item in offered(mallory, word))


def test_whatever_is_typed_leads_on_to_the_search(grace: Person) -> None:
    assert offered(grace, 'a & "b"?')[-1]["url"] == "/search?q=a+%26+%22b%22%3F"


def test_a_card_says_who_somebody_is(ada: Person, grace: Person, gus: Person) -> None:
    ada.job, ada.ask_about = "test engineer", "hot water"
    ada.save(update_fields=["job", "ask_about"])

    card = sign_in(grace).get(f"/people/{ada.pk}/card/").content.decode()

    assert "test engineer" in card
    assert "hot water" in card
    assert "<html" not in card
    assert sign_in(gus).get(f"/people/{ada.pk}/card/").status_code == 404
