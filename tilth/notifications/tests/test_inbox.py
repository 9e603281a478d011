"""A notice is a reference: what it says is made when it is read, for whoever reads it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilth.conftest import LATER, NOON, api, ask, share, sign_in
from tilth.contributions.actions import (
    bring_back,
    merge,
    reply_to,
    revise,
    unwatch,
    watch,
    withdraw,
    withdraw_reply,
)
from tilth.contributions.models import Contribution, Reply
from tilth.events.dispatcher import BATCH, deliver_pending
from tilth.groups.membership import let_in, remove
from tilth.groups.models import Group
from tilth.notifications.inbox import UNREAD_SHOWN, entries, mark_read, mine, notify, unread
from tilth.notifications.models import Notification, Reason
from tilth.people.actions import say_goodbye
from tilth.people.models import Person
from tilth.questions.actions import accept_answer
from tilth.questions.models import Question


def deliver() -> None:
    while deliver_pending() == BATCH:
        pass


def told(person: Person) -> list[tuple[str, str]]:
    return [(each.notification.reason, each.line.who) for each in entries(person).items]


def items(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api(person).get("/api/v1/notifications").json()["items"]
    return found


# Who is told


def test_who_asked_is_told_of_an_answer(answer: Reply, ada: Person, grace: Person) -> None:
    deliver()

    assert told(ada) == [("answer", "Grace")]
    assert told(grace) == []  # who wrote it knows


def test_who_is_mentioned_is_told_if_they_read_it(
    pumps: Group, ada: Person, grace: Person, mallory: Person, gus: Person
) -> None:
    ask(ada, "Why?", group=pumps, body="@grace, @mallory, @gus and @ada?")
    deliver()

    assert told(grace) == [("mention", "Ada")]
    assert Notification.objects.count() == 1


def test_of_what_is_for_everybody_no_guest_is_told(
    ada: Person, mallory: Person, gus: Person
) -> None:
    share(ada, "@mallory @gus the canteen is open.")
    deliver()

    assert [row.recipient for row in Notification.objects.all()] == [mallory]


def test_the_audience_is_found_when_it_is_told_and_not_when_it_is_written(
    pumps: Group, ada: Person, grace: Person, gil: Person
) -> None:
    """Between the two the outbox may have waited, and somebody was put out."""
    ask(ada, "Why?", group=pumps, body="@grace?")
    remove(actor_id=gil.pk, group=pumps, person_id=grace.pk)
    deliver()

    assert not Notification.objects.exists()


def test_nobody_is_told_who_has_left(question: Contribution, ada: Person, grace: Person) -> None:
    say_goodbye(address=ada.email or "", now=NOON)
    reply_to(question, actor_id=grace.pk, body="So, @ada.", now=LATER)
    deliver()

    assert not Notification.objects.filter(recipient=ada).exists()


def test_of_one_thing_one_is_told_once_with_the_strongest_reason(
    question: Contribution, ada: Person, grace: Person
) -> None:
    reply = reply_to(question, actor_id=grace.pk, body="@ada, so.", now=LATER)
    deliver()
    deliver()

    assert told(ada) == [("mention", "Grace")]
    notify(
        reasons={ada.pk: Reason.REPLY},
        thing_type="reply",
        thing_id=reply.pk,
        contribution_id=question.pk,
        group_id=question.group_id,
        audience_id=question.audience_id,
        now=LATER,
    )
    assert told(ada) == [("mention", "Grace")]


def test_who_does_not_want_to_be_told_is_not(
    question: Contribution, ada: Person, grace: Person
) -> None:
    unwatch(question, person_id=ada.pk)
    reply_to(question, actor_id=grace.pk, body="So.", now=LATER)
    deliver()
    assert told(ada) == []

    watch(question, person_id=ada.pk)
    reply_to(question, actor_id=grace.pk, body="And so.", now=LATER)
    deliver()
    assert told(ada) == [("answer", "Grace")]


def test_to_watch_something_is_not_to_read_it(
    question: Contribution, answer: Reply, mallory: Person
) -> None:
    """A row in a table of watchers gives no sight: only who reads is told."""
    watch(question, person_id=mallory.pk)
    reply_to(question, actor_id=answer.author_id, body="More.", now=LATER)
    deliver()

    assert not Notification.objects.filter(recipient=mallory).exists()


def test_who_answered_is_told_that_it_solved_it(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    accept_answer(question=Question.objects.get(), reply=answer, actor_id=ada.pk, now=LATER)
    deliver()

    [(reason, _who)] = told(grace)
    assert reason == "accepted"


# What is shown


def test_it_shows_the_words_as_they_are_now(
    question: Contribution, answer: Reply, ada: Person
) -> None:
    deliver()
    revise(question, actor_id=ada.pk, title="Why does it drip?", now=LATER)

    [item] = items(ada)

    assert item["title"] == "Why does it drip?"
    assert item["url"].endswith(f"/questions/{question.pk}/#reply-{answer.pk}")
    fields = {field.attname for field in Notification._meta.concrete_fields}
    assert not fields & {"title", "body", "text", "url", "who"}


def test_who_was_put_out_sees_and_counts_nothing(
    question: Contribution, answer: Reply, pumps: Group, ada: Person, gil: Person
) -> None:
    deliver()
    assert unread(ada) == len(items(ada)) == 1

    remove(actor_id=gil.pk, group=pumps, person_id=ada.pk)

    assert unread(ada) == len(items(ada)) == 0
    page = sign_in(ada).get("/notifications/").content
    assert b"pump 7" not in page
    assert b"unread" not in page


def test_let_in_again_they_see_it_again(
    question: Contribution, answer: Reply, pumps: Group, ada: Person, gil: Person
) -> None:
    deliver()
    remove(actor_id=gil.pk, group=pumps, person_id=ada.pk)
    let_in(actor_id=gil.pk, group=pumps, person_id=ada.pk, now=LATER)

    assert unread(ada) == len(items(ada)) == 1


@pytest.mark.parametrize("what", ["the answer", "the question"])
def test_what_was_withdrawn_is_neither_shown_nor_counted(
    what: str, question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    mention = reply_to(question, actor_id=ada.pk, body="@grace?", parent=answer, now=LATER)
    deliver()
    assert unread(grace) == len(items(grace)) == 1

    if what == "the answer":
        withdraw_reply(mention, actor_id=ada.pk, now=LATER)
    else:
        withdraw(question, actor_id=ada.pk, now=LATER)
    deliver()

    assert items(grace) == []
    assert unread(grace) == 0
    if what == "the question":
        bring_back(question, actor_id=ada.pk)
        deliver()
        assert unread(grace) == len(items(grace)) == 1


def test_after_a_merge_it_leads_to_where_the_answer_is(
    question: Contribution, answer: Reply, pumps: Group, ada: Person, grace: Person, gil: Person
) -> None:
    original = ask(grace, "Why does pump 7 drip?", group=pumps)
    deliver()
    merge(question, original=original, actor_id=gil.pk, now=LATER)

    [item] = items(ada)

    assert item["url"].endswith(f"/questions/{original.pk}/#reply-{answer.pk}")
    sign_in(ada).get(f"/questions/{original.pk}/")
    assert unread(ada) == 0


# Reading it


def test_to_open_the_page_is_to_have_read_its_notices(
    question: Contribution, answer: Reply, ada: Person
) -> None:
    deliver()
    other = ask(ada, "Other?", group=question.group)
    reply_to(other, actor_id=answer.author_id, body="So.", now=LATER)
    deliver()
    assert unread(ada) == 2

    sign_in(ada).get(question.get_absolute_url())

    assert unread(ada) == 1
    assert mine(ada).filter(read_at=None).get().contribution_id == other.pk


def test_one_marks_ones_own_and_nobody_elses(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    reply_to(question, actor_id=ada.pk, body="@grace?", parent=answer, now=LATER)
    deliver()

    assert api(ada).put("/api/v1/notifications/read").status_code == 204

    assert (unread(ada), unread(grace)) == (0, 1)


def test_what_was_out_of_sight_when_all_was_marked_is_new_when_it_is_back(
    question: Contribution, answer: Reply, pumps: Group, ada: Person, gil: Person
) -> None:
    deliver()
    remove(actor_id=gil.pk, group=pumps, person_id=ada.pk)
    mark_read(ada, now=LATER)
    let_in(actor_id=gil.pk, group=pumps, person_id=ada.pk, now=LATER)

    assert unread(ada) == 1


def test_pages_follow_each_other_without_a_gap(pumps: Group, ada: Person, grace: Person) -> None:
    for n in range(7):
        ask(ada, f"Why {n}?", group=pumps, body="@grace?")
    deliver()
    seen, cursor = [], ""
    for _ in range(4):
        answer = api(grace).get(f"/api/v1/notifications?limit=3{cursor}").json()
        seen += [item["title"] for item in answer["items"]]
        cursor = f"&cursor={answer['next']}"
        if answer["next"] is None:
            break

    assert seen == [f"Why {n}?" for n in reversed(range(7))]


@pytest.mark.parametrize("cursor", ["x", "-1", "1e3", "٣", "9" * 30, ""])
def test_a_cursor_that_was_not_given_out_is_refused(cursor: str, ada: Person) -> None:
    answer = api(ada).get("/api/v1/notifications", {"cursor": cursor})

    assert answer.status_code == 422


def test_counting_stops_somewhere(pumps: Group, ada: Person, grace: Person) -> None:
    Notification.objects.bulk_create(
        Notification(
            recipient=grace,
            reason=Reason.MENTION,
            thing_type="contribution",
            thing_id=n,
            contribution_id=n,
            group_id=pumps.pk,
            audience_id=pumps.pk,
            created_at=NOON,
        )
        for n in range(UNREAD_SHOWN + 20)
    )

    assert unread(grace) == UNREAD_SHOWN


def test_the_inbox_costs_the_same_however_much_is_in_it(
    pumps: Group, ada: Person, grace: Person
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            entries(grace)
        return len(captured)

    ask(ada, "Why?", group=pumps, body="@grace?")
    deliver()
    few = queries()
    for n in range(9):
        ask(ada, f"Why {n}?", group=pumps, body="@grace?")
    deliver()

    assert queries() == few
