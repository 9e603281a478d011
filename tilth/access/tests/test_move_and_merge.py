"""What is moved goes with all that belongs to it, however it came to belong to it."""

import pytest

from tilth import access
from tilth.conftest import LATER, NOON, api, ask, make_person, sign_in
from tilth.contributions.actions import merge, move, unmerge
from tilth.contributions.models import Contribution, Reply
from tilth.events.dispatcher import BATCH, deliver_pending
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group
from tilth.notifications.inbox import unread
from tilth.notifications.models import Notification
from tilth.people.models import Person
from tilth.search.find import find
from tilth.search.models import SearchDocument


def deliver() -> None:
    while deliver_pending() == BATCH:
        pass


@pytest.fixture
def board(gil: Person, grace: Person) -> Group:
    """Hidden, and ada is not in it."""
    group = create_group(actor_id=gil.pk, name="Board", visibility="hidden", now=NOON)
    let_in(actor_id=gil.pk, group=group, person_id=grace.pk, now=NOON)
    return group


@pytest.fixture
def yard(gil: Person) -> Group:
    """Open to every employee."""
    return create_group(actor_id=gil.pk, name="Yard", visibility="open", now=NOON)


@pytest.fixture
def original(ada: Person, pumps: Group) -> Contribution:
    return ask(ada, "Why does pump 7 drip?", group=pumps)


@pytest.fixture
def merged(question: Contribution, answer: Reply, original: Contribution, gil: Person) -> Reply:
    """An answer to a question that has become one with another."""
    deliver()
    merge(question, original=original, actor_id=gil.pk, now=LATER)
    deliver()
    answer.refresh_from_db()
    return answer


def test_a_moved_question_takes_its_answers_out_of_sight(
    question: Contribution, answer: Reply, board: Group, ada: Person, grace: Person, gil: Person
) -> None:
    deliver()
    assert unread(ada) == 1

    move(question, actor_id=gil.pk, group=board)

    for seen in (Contribution.objects.all(), Reply.objects.all()):
        assert not access.visible(ada, seen).exists()
        assert access.visible(grace, seen).exists()
    assert unread(ada) == 0
    assert find(ada, "seal worn").hits == []
    assert find(grace, "seal worn").hits


def test_what_it_was_merged_with_goes_along(
    merged: Reply, original: Contribution, board: Group, ada: Person, gil: Person
) -> None:
    move(original, actor_id=gil.pk, group=board)

    assert not access.visible(ada, Reply.objects.all()).exists()
    rows = Notification.objects.filter(thing_type="reply", thing_id=merged.pk)
    assert {row.group_id for row in rows} == {board.pk}
    assert unread(ada) == 0
    documents = SearchDocument.objects.filter(type="reply", object_id=merged.pk)
    assert {document.group_id for document in documents} == {board.pk}


def test_taken_apart_the_answers_go_back_to_the_readers_they_had(
    merged: Reply,
    question: Contribution,
    original: Contribution,
    yard: Group,
    mallory: Person,
    ada: Person,
    gil: Person,
) -> None:
    """The original was moved meanwhile to where everybody reads: the duplicate was not."""
    move(original, actor_id=gil.pk, group=yard)

    unmerge(question, actor_id=gil.pk)
    deliver()

    merged.refresh_from_db()
    assert (merged.contribution_id, merged.group_id) == (question.pk, question.group_id)
    assert not access.visible(mallory, Reply.objects.filter(pk=merged.pk)).exists()
    assert find(mallory, "seal worn").hits == []
    assert access.visible(ada, Reply.objects.filter(pk=merged.pk)).exists()


def test_the_other_way_round_they_are_not_lost(
    merged: Reply,
    question: Contribution,
    original: Contribution,
    board: Group,
    ada: Person,
    gil: Person,
) -> None:
    move(original, actor_id=gil.pk, group=board)

    unmerge(question, actor_id=gil.pk)

    page = sign_in(ada).get(question.get_absolute_url()).content.decode()
    assert "The seal is worn." in page


def test_two_of_different_groups_are_not_merged(
    question: Contribution, answer: Reply, board: Group, grace: Person, gil: Person
) -> None:
    other = ask(grace, "Same?", group=board)

    response = api(gil).put(f"/api/v1/contributions/{question.pk}/duplicate-of/{other.pk}")

    assert response.status_code == 409
    assert "different groups" in response.json()["detail"]
    assert Reply.objects.get().contribution_id == question.pk


@pytest.mark.parametrize("there", [True, False], ids=["hidden from her", "not there"])
def test_merging_with_what_one_does_not_see_says_as_much_as_with_nothing(
    there: bool, question: Contribution, board: Group, grace: Person, ada: Person
) -> None:
    hidden = ask(grace, "What does the board pay?", group=board)
    pk = hidden.pk if there else 999_999_999

    page = sign_in(ada).post(f"/contributions/{question.pk}/duplicate/", {"original": str(pk)})
    answer = api(ada).put(f"/api/v1/contributions/{question.pk}/duplicate-of/{pk}")

    assert page.status_code == 422
    assert "There is no such page." in page.content.decode()
    assert "pay" not in page.content.decode()
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is nothing here, or nothing for you to see."


@pytest.mark.parametrize("there", [True, False], ids=["hidden from her", "not there"])
def test_moving_to_a_group_one_does_not_know_is_moving_to_none(
    there: bool, question: Contribution, board: Group, ada: Person
) -> None:
    pk = board.pk if there else 999_999_999

    page = sign_in(ada).post(f"/contributions/{question.pk}/group/", {"group": str(pk)})
    answer = api(ada).patch(
        f"/api/v1/contributions/{question.pk}", {"group": pk}, content_type="application/json"
    )

    assert (page.status_code, answer.status_code) == (404, 404)
    assert answer.json()["detail"] == "There is nothing here, or nothing for you to see."
    question.refresh_from_db()
    assert question.group_id != board.pk


def test_moving_it_where_one_only_reads_is_refused(
    question: Contribution, gil: Person, ada: Person
) -> None:
    library = create_group(actor_id=gil.pk, name="Library", visibility="closed", now=NOON)
    let_in(actor_id=gil.pk, group=library, person_id=ada.pk, role="reader", now=NOON)

    response = sign_in(ada).post(f"/contributions/{question.pk}/group/", {"group": str(library.pk)})

    assert response.status_code == 403


def test_a_guest_moves_nothing_to_the_company(pumps: Group, gus: Person, gil: Person) -> None:
    let_in(actor_id=gil.pk, group=pumps, person_id=gus.pk, now=NOON)
    theirs = ask(gus, "May I?", group=pumps)

    for group in ("", "0"):
        response = sign_in(gus).post(f"/contributions/{theirs.pk}/group/", {"group": group})
        assert response.status_code in {403, 404}
    answer = api(gus).patch(
        f"/api/v1/contributions/{theirs.pk}", {"group": None}, content_type="application/json"
    )
    assert answer.status_code == 403
    theirs.refresh_from_db()
    assert theirs.group_id == pumps.pk


def test_whoever_was_put_out_of_the_group_moves_nothing_out_of_it(
    question: Contribution, pumps: Group, ada: Person, gil: Person
) -> None:
    from tilth.groups.membership import remove

    remove(actor_id=gil.pk, group=pumps, person_id=ada.pk)

    page = sign_in(ada).post(f"/contributions/{question.pk}/group/", {"group": ""})

    assert page.status_code == 404


def test_what_points_to_it_from_where_it_was_shows_it_no_more(
    pumps: Group,
    question: Contribution,
    original: Contribution,
    board: Group,
    ada: Person,
    gil: Person,
) -> None:
    """A duplicate that was left behind when its original was moved."""
    merge(question, original=original, actor_id=gil.pk, now=LATER)
    move(original, actor_id=gil.pk, group=board)

    page = sign_in(ada).get(question.get_absolute_url()).content.decode()
    answer = api(ada).get(f"/api/v1/contributions/{question.pk}").json()

    assert "pump 7 drip" not in page
    assert answer["duplicate_of"] is None


def test_a_person_from_nowhere_finds_neither(
    question: Contribution, original: Contribution
) -> None:
    stranger = make_person("zoe")
    assert not access.visible(stranger, Contribution.objects.all()).exists()
