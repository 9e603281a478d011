"""The two dumps of real sites, whole: what the API says of them is what their XML holds."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tilth.conftest import api
from tilth.contributions.models import Version
from tilth.imports.tests.doors import bring, everything, questions_in, replies_to
from tilth.imports.tests.expected import Expected, expected
from tilth.imports.tests.real import CONLANG, QUANTUM, needs_data, rows
from tilth.notifications.models import Notification
from tilth.people.models import Person

FILES = ("Posts", "Users", "Comments", "PostHistory", "PostLinks", "Tags", "Votes", "Badges")

pytestmark = [pytest.mark.slow, needs_data, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("dump", "site"),
    [
        (CONLANG, "conlang.meta.stackexchange.com"),
        (QUANTUM, "quantumcomputing.stackexchange.com"),
    ],
    ids=["conlang", "quantum"],
)
def test_the_api_says_what_the_dump_holds(dump: Path, site: str, ada: Person) -> None:
    report = bring(dump)
    wanted = expected(dump, site)
    questions = {number_of(each): each for each in questions_in(ada)}
    replies = [reply for each in questions.values() for reply in replies_to(ada, each)]

    accounts_for_every_row(report, dump)
    same_questions(questions, wanted)
    same_answers(replies, questions, wanted)
    same_comments(replies, questions, wanted)
    same_versions(ada, questions, replies, wanted)
    same_tags(ada, wanted)
    same_people(ada, report, wanted)
    is_found(ada, questions)
    assert not Notification.objects.exists()

    again = bring(dump)
    assert (again["created"], again["updated"]) == ({}, {})
    assert (again["unchanged"], again["skipped"]) == (report["created"], report["skipped"])


def number_of(thing: dict[str, Any]) -> str:
    """Its number there, by the address of its original."""
    return str(thing["source"]["url"].rsplit("/", 1)[1])


def accounts_for_every_row(report: dict[str, Any], dump: Path) -> None:
    skipped = Counter(row["file"] for row in report["skipped"])
    for file in FILES:
        name, there = f"{file}.xml", len(rows(dump, file))
        outcomes = ("created", "updated", "unchanged", "counted")
        assert report["read"].get(name, 0) == there, file
        assert sum(report[how].get(name, 0) for how in outcomes) + skipped[name] == there, file


def said(thing: dict[str, Any]) -> dict[str, Any]:
    return {
        "author": thing["author"]["name"],
        "score": thing["score"],
        "created_at": thing["created_at"].removesuffix("Z").ljust(19 + 4, "0")
        if "." in thing["created_at"]
        else thing["created_at"].replace("Z", ".000"),
        "licence": thing["source"]["licence"],
        "url": thing["source"]["url"],
    }


def same_questions(questions: dict[str, dict[str, Any]], wanted: Expected) -> None:
    numbers = {each["id"]: number for number, each in questions.items()}
    assert set(questions) == set(wanted.questions)
    for number, question in questions.items():
        there = wanted.questions[number]
        originals, links = there.pop("originals"), there.pop("links")
        duplicate_of = numbers.get(question["duplicate_of"])
        assert there | {"is_closed": None} == said(question) | {
            "title": question["title"],
            "tags": question["tags"],
            "is_closed": None,
        }
        assert duplicate_of == (originals[0] if originals else None), number
        assert {numbers[each["id"]] for each in question["links"]} == {*links, *originals[1:]}, (
            number
        )
        if originals or there["is_closed"]:
            assert question["state"] == ("duplicate" if originals else "closed"), number
        else:
            solved = any(
                each["accepted"] and each["question"] == number for each in wanted.answers.values()
            )
            assert question["state"] == ("answered" if solved else "open"), number


def same_answers(
    replies: list[dict[str, Any]], questions: dict[str, dict[str, Any]], wanted: Expected
) -> None:
    answers = {number_of(reply): reply for reply in replies if reply["is_answer"]}
    assert set(answers) == set(wanted.answers)
    for number, answer in answers.items():
        there = wanted.answers[number]
        assert answer["parent"] is None
        assert answer["contribution"] == questions[there.pop("question")]["id"], number
        assert said(answer) | {"accepted": answer["accepted"]} == there, number


def same_comments(
    replies: list[dict[str, Any]], questions: dict[str, dict[str, Any]], wanted: Expected
) -> None:
    answers = {number_of(reply): reply["id"] for reply in replies if reply["is_answer"]}
    comments = {
        reply["source"]["url"].rsplit("#comment", 1)[1].split("_")[0]: reply
        for reply in replies
        if not reply["is_answer"]
    }
    assert set(comments) == set(wanted.comments)
    for number, comment in comments.items():
        there = wanted.comments[number]
        on = there.pop("on")
        assert comment["parent"] == answers.get(on), number
        assert on in answers or comment["contribution"] == questions[on]["id"], number
        assert said(comment) == there, number
        assert comment["body"], number


def same_versions(
    ada: Person,
    questions: dict[str, dict[str, Any]],
    replies: list[dict[str, Any]],
    wanted: Expected,
) -> None:
    answers = {number_of(reply): reply for reply in replies if reply["is_answer"]}
    client = api(ada)
    assert Version.objects.count() == sum(n - 1 for n in wanted.versions.values())
    for number, texts in wanted.versions.items():
        sort, things = ("contributions", questions) if number in questions else ("replies", answers)
        path = f"/api/v1/{sort}/{things[number]['id']}/versions?limit=100"
        assert len(client.get(path).json()["items"]) == texts, number


def same_tags(ada: Person, wanted: Expected) -> None:
    tags = {tag["name"]: tag for tag in everything(ada, "/api/v1/tags")}
    assert {name: tag["count"] for name, tag in tags.items()} == wanted.tags
    assert {name for name, tag in tags.items() if tag["html"]} == wanted.explained & set(tags)


def same_people(ada: Person, report: dict[str, Any], wanted: Expected) -> None:
    """Beside those who wrote what stands, the dump has some who wrote an earlier text or a tag's."""
    people = [each for each in everything(ada, "/api/v1/people") if each["standing"] == "imported"]
    assert report["created"]["Users.xml"] >= len(wanted.writers)
    assert len(people) >= report["created"]["Users.xml"]
    assert len({each["handle"] for each in people}) == len(people)


def is_found(ada: Person, questions: dict[str, dict[str, Any]]) -> None:
    client = api(ada)
    for number in sorted(questions, key=int)[::60]:
        title = questions[number]["title"]
        found = client.get("/api/v1/search", {"q": title}).json()["items"]
        assert title in {hit["title"] for hit in found}, title
