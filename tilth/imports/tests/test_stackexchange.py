"""What is in a dump is here afterwards: through the API, as whoever asks for it would count."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers import serialize

from tilth.conftest import api, sign_in
from tilth.contributions.models import Contribution, Reply, Version
from tilth.groups.models import Group
from tilth.imports.tests.doors import bring, everything, questions_in, replies_to
from tilth.imports.tests.dumps import FORMULA, Files, answer, folder, small, zipped
from tilth.notifications.models import Notification
from tilth.people.models import Person, Standing

pytestmark = pytest.mark.django_db


def questions_of(person: Person, group: str = "Pumps") -> dict[str, dict[str, Any]]:
    return {each["title"]: each for each in questions_in(person, group)}


def state_of_all() -> str:
    """Everything that is stored but for what tells of the import itself."""
    left_out = {"events", "sessions"}
    models = [model for model in apps.get_models() if model._meta.app_label not in left_out]
    return "\n".join(
        serialize("json", model._default_manager.order_by("pk"), indent=1) for model in models
    )


@pytest.fixture
def imported(tmp_path: Path, ada: Person) -> dict[str, Any]:
    return bring(folder(tmp_path, small()))


def test_the_report_accounts_for_every_row(imported: dict[str, Any]) -> None:
    skipped = Counter(row["file"] for row in imported["skipped"])
    for file, read in imported["read"].items():
        became = [
            imported[how].get(file, 0) for how in ("created", "updated", "unchanged", "counted")
        ]
        assert read == sum(became) + skipped[file], file
    assert imported["read"] == {f"{file}.xml": len(rows) for file, rows in small().items()}
    assert imported["created"]["Posts.xml"] == 5
    assert imported["created"]["Users.xml"] == 4
    assert imported["counted"]["Users.xml"] == 3  # one wrote only what is not taken
    assert all(row["reason"].endswith(".") for row in imported["skipped"])


def test_posts_come_as_they_were(imported: dict[str, Any], ada: Person) -> None:
    questions = questions_of(ada)
    asked = questions["Почему насос течёт?"]

    assert set(questions) == {"Почему насос течёт?", "Leaks again", "Nobody is left"}
    assert asked["body"] == "Он *течёт* при $p > 3$ & `a_b`.\n\nWhy?"
    assert (asked["score"], asked["state"], asked["created_at"]) == (
        7,
        "duplicate",
        "2014-05-11T08:30:00.123Z",
    )
    assert (asked["tags"], asked["author"]["name"]) == (["vedação", "насос"], "Ада Л.")
    assert questions["Nobody is left"]["score"] == -5
    assert questions["Nobody is left"]["author"]["name"] == "Somebody unknown"


def test_answers_and_comments_stand_where_they_were_made(
    imported: dict[str, Any], ada: Person
) -> None:
    replies = replies_to(ada, questions_of(ada)["Почему насос течёт?"])
    told = [
        (reply["author"]["name"], reply["is_answer"], reply["accepted"], reply["score"])
        for reply in replies
    ]
    by_author = {reply["author"]["name"]: reply for reply in replies}

    assert sorted(told) == [
        ("José @ Évora", False, False, 2),
        ("user712", True, True, 4),
        ("user99", False, False, 0),
        ("中村 明", True, False, -3),
    ]
    assert by_author["José @ Évora"]["parent"] is None
    assert by_author["user99"]["parent"] == by_author["中村 明"]["id"]
    assert FORMULA in by_author["user712"]["body"]
    assert "```\nx = 1\n```" in by_author["user712"]["body"]


def test_a_name_or_a_number_of_theirs_does_not_become_one_of_ours(
    imported: dict[str, Any], ada: Person
) -> None:
    """`@Ada` there is nobody's handle here, and `#now` no tag."""
    html = "".join(
        reply["html"] for reply in replies_to(ada, questions_of(ada)["Почему насос течёт?"])
    )

    assert "@Ada" in html
    assert "mention" not in html
    assert 'class="tag"' not in html


def test_two_people_of_one_name_stay_two(tmp_path: Path, ada: Person) -> None:
    files = small()
    files["Posts"].append(answer(92, 10, "<p>Me too.</p>", OwnerUserId=5))
    bring(folder(tmp_path, files))
    same = Person.objects.filter(name="José @ Évora")

    assert same.count() == 2
    assert len({person.handle for person in same}) == 2


def test_nobody_imported_can_sign_in_and_nobody_was_told(imported: dict[str, Any]) -> None:
    people = Person.objects.filter(standing=Standing.IMPORTED)

    assert not any(
        person.is_active or person.has_usable_password() or person.email for person in people
    )
    assert not Notification.objects.exists()


def test_earlier_texts_can_be_compared(imported: dict[str, Any], ada: Person) -> None:
    asked = questions_of(ada)["Почему насос течёт?"]
    versions = everything(ada, f"/api/v1/contributions/{asked['id']}/versions")

    assert [(each["title"], each["body"], each["author"]["name"]) for each in versions] == [
        ("Why does it leak", "He *leaks*.", "Ада Л."),
        ("Почему насос течёт?", asked["body"], "中村 明"),
    ]
    assert asked["edited_at"] == "2014-05-25T08:30:00.123Z"


def test_states_links_and_tags(imported: dict[str, Any], ada: Person) -> None:
    questions = questions_of(ada)
    closed = questions["Leaks again"]
    tags = {tag["name"]: tag for tag in everything(ada, "/api/v1/tags")}

    assert closed["duplicate_of"] == questions["Почему насос течёт?"]["id"]
    assert closed["closed_reason"] == "Off topic."
    assert [each["id"] for each in questions["Почему насос течёт?"]["links"]] == [
        questions["Nobody is left"]["id"]
    ]
    assert {name: tag["count"] for name, tag in tags.items()} == {"насос": 2, "vedação": 1}
    assert "Long text on pumps." in tags["насос"]["html"]


def test_each_page_says_whose_it_is_and_under_which_licence(
    imported: dict[str, Any], ada: Person
) -> None:
    asked = questions_of(ada)["Почему насос течёт?"]
    page = sign_in(ada).get(f"/questions/{asked['id']}/").content.decode()

    assert asked["source"] == {
        "url": "https://pumps.stackexchange.com/q/10",
        "author": "Ада Л.",
        "licence": "CC BY-SA 3.0",
    }
    assert "CC BY-SA 3.0" in page
    assert "https://pumps.stackexchange.com/q/10" in page
    assert all(reply["source"]["licence"] for reply in replies_to(ada, asked))


@pytest.mark.parametrize("words", ["насос течёт", "Leaks again", "Change it", "José", "thanks"])
def test_it_is_found(words: str, imported: dict[str, Any], ada: Person) -> None:
    assert api(ada).get("/api/v1/search", {"q": words}).json()["items"]


def test_a_second_import_changes_nothing(tmp_path: Path, ada: Person) -> None:
    first = bring(folder(tmp_path, small()))
    before = state_of_all()

    again = bring(zipped(tmp_path, small(), below="data/"))

    assert state_of_all() == before
    assert again["unchanged"] == first["created"]
    assert (again["created"], again["updated"]) == ({}, {})
    assert again["skipped"] == first["skipped"]


def test_what_changed_there_changes_here(tmp_path: Path, ada: Person) -> None:
    bring(folder(tmp_path, small()))
    changed = small()
    changed["Posts"][0] |= {"Title": "Why does it leak?", "Score": 8, "AcceptedAnswerId": 11}
    changed["Posts"].append(answer(19, 13, "<p>New.</p>", OwnerUserId=2))
    changed["Users"][1]["DisplayName"] = "Ada L."

    report = bring(folder(tmp_path, changed))

    asked = questions_of(ada)["Why does it leak?"]
    accepted = [each["author"]["name"] for each in replies_to(ada, asked) if each["accepted"]]
    assert (report["created"], report["updated"]["Users.xml"]) == ({"Posts.xml": 1}, 1)
    assert (asked["score"], asked["author"]["name"]) == (8, "Ada L.")
    assert accepted == ["中村 明"]
    assert questions_of(ada)["Leaks again"]["reply_count"] == 1
    assert Contribution.objects.count() == 3


def test_posts_and_users_are_enough(tmp_path: Path, ada: Person) -> None:
    files: Files = {name: rows for name, rows in small().items() if name in {"Posts", "Users"}}

    report = bring(folder(tmp_path, files))

    assert report["created"] == {"Posts.xml": 5, "Users.xml": 4}
    assert len(questions_of(ada)) == 3


def test_a_post_without_a_title_or_a_text_is_still_there(tmp_path: Path, ada: Person) -> None:
    files = small()
    files["Posts"].append(
        {
            "Id": 90,
            "PostTypeId": 1,
            "CreationDate": "2015-01-01T00:00:00",
            "Body": "<p>Only this.</p>",
        }
    )
    files["Posts"].append(answer(91, 10, ""))

    bring(folder(tmp_path, files))

    assert "Only this." in questions_of(ada)
    assert Reply.objects.filter(body="", is_answer=True).count() == 1


def test_it_goes_into_a_group_that_is_there(tmp_path: Path, pumps: Group, ada: Person) -> None:
    """And is read by whoever reads that."""
    bring(folder(tmp_path, small()), pumps.name)

    assert len(questions_of(ada, pumps.name)) == 3
    assert set(Contribution.objects.values_list("audience_id", flat=True)) == {pumps.audience_id}
    assert set(Reply.objects.values_list("audience_id", flat=True)) == {pumps.audience_id}


def test_a_new_group_is_open_at_the_top(imported: dict[str, Any]) -> None:
    made = Group.objects.get(name="Pumps")

    assert (made.visibility, made.parent_id, made.contribution_count) == ("open", None, 3)


def test_earlier_texts_of_a_second_import_are_the_same_ones(tmp_path: Path, ada: Person) -> None:
    bring(folder(tmp_path, small()))
    before = Version.objects.count()
    changed = small()
    changed["Posts"][0]["Score"] = 70
    bring(folder(tmp_path, changed))

    assert Version.objects.count() == before
