"""The inbox page: by contribution, with each reason, and only as long as one may see it."""

from typing import Any

from tilth.conftest import LATER, NOON, ask, sign_in
from tilth.contributions.actions import reply_to
from tilth.events.dispatcher import deliver_pending
from tilth.groups.membership import remove
from tilth.groups.models import Group
from tilth.notifications.inbox import mark_read, things, unread
from tilth.notifications.models import Reason
from tilth.people.models import Person


def deliver() -> None:
    while deliver_pending():
        pass


def two_questions(pumps: Group, ada: Person, grace: Person, gil: Person) -> list[Any]:
    asked = [ask(ada, f"Why {word}?", group=pumps) for word in ("leaks", "hums")]
    reply_to(asked[0], actor_id=grace.pk, body="Because.", now=NOON)
    reply_to(asked[1], actor_id=grace.pk, body="So.", now=NOON)
    reply_to(asked[0], actor_id=gil.pk, body="@ada, look at the *flush* line.", now=LATER)
    deliver()
    return asked


def test_what_belongs_together_stands_together(
    pumps: Group, ada: Person, grace: Person, gil: Person
) -> None:
    leaks, hums = two_questions(pumps, ada, grace, gil)

    found = things(ada).items

    assert [thing.contribution_id for thing in found] == [leaks.pk, hums.pk]
    assert [entry.line.who for entry in found[0].entries] == ["Gil", "Grace"]
    assert found[0].newest.line.words == "@ada, look at the flush line."
    assert (found[0].new, found[0].reasons) == (2, [Reason.MENTION, Reason.ANSWER])


def test_one_thing_is_read_and_the_other_stays_new(
    pumps: Group, ada: Person, grace: Person, gil: Person
) -> None:
    leaks, hums = two_questions(pumps, ada, grace, gil)

    sign_in(ada).post("/notifications/", {"contribution": leaks.pk})

    assert [thing.new for thing in things(ada).items] == [0, 1]
    assert [thing.contribution_id for thing in things(ada, only_new=True).items] == [hums.pk]
    assert unread(ada) == 1


def test_only_where_one_is_named(pumps: Group, ada: Person, grace: Person, gil: Person) -> None:
    leaks, _hums = two_questions(pumps, ada, grace, gil)

    page = sign_in(ada).get("/notifications/", {"show": "named"}).content.decode()

    assert f"told-{leaks.pk}" in page
    assert page.count("<article") == 1


def test_pages_hold_each_thing_once(pumps: Group, ada: Person, grace: Person) -> None:
    asked = [ask(ada, f"Why {number}?", group=pumps) for number in range(5)]
    for question in asked:
        reply_to(question, actor_id=grace.pk, body="So.", now=NOON)
    deliver()

    first = things(ada, limit=2)
    second = things(ada, before=first.last, limit=2)
    third = things(ada, before=second.last, limit=2)

    found = [thing.contribution_id for page in (first, second, third) for thing in page.items]
    assert found == [question.pk for question in reversed(asked)]
    assert third.last is None


def test_no_more_of_this(pumps: Group, ada: Person, grace: Person, gil: Person) -> None:
    leaks, _hums = two_questions(pumps, ada, grace, gil)
    muted = {"_method": "DELETE", "next": "/notifications/"}

    answer = sign_in(ada).post(f"/contributions/{leaks.pk}/watch/", muted)
    reply_to(leaks, actor_id=grace.pk, body="And so.", now=LATER)
    deliver()

    assert answer.headers["Location"] == "/notifications/"
    assert unread(ada) == 1


def test_who_was_put_out_sees_nothing_of_it(
    pumps: Group, ada: Person, grace: Person, gil: Person
) -> None:
    two_questions(pumps, ada, grace, gil)
    assert "flush" in sign_in(ada).get("/notifications/").content.decode()

    remove(actor_id=gil.pk, group=pumps, person_id=ada.pk)

    assert things(ada).items == []
    assert "flush" not in sign_in(ada).get("/notifications/").content.decode()


def test_everything_is_read_at_once(pumps: Group, ada: Person, grace: Person, gil: Person) -> None:
    two_questions(pumps, ada, grace, gil)

    mark_read(ada, now=LATER)

    assert things(ada, only_new=True).items == []
