"""That the comparison finds what it looks for: each test spoils one thing."""

from typing import Any

import pytest

from tilth.bench.kill.findings import everything
from tilth.bench.kill.writers import Write
from tilth.conftest import api, ask
from tilth.contributions.actions import react, reply_to
from tilth.contributions.models import Contribution, Reaction
from tilth.events.dispatcher import deliver_pending
from tilth.notifications.models import Notification
from tilth.people.models import Person
from tilth.search.index import forget

ASKED, ANSWERED = "zqbbbbbbx", "zqbbbbbcx"


class Reader:
    """As `kill.client.Client`, without a server between."""

    def __init__(self, person: Person) -> None:
        self.client = api(person)

    def read(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}").json()

    def read_all(self, path: str) -> list[Any]:
        items: list[Any] = self.read(path)["items"]
        return items


@pytest.fixture
def question(ada: Person) -> Contribution:
    return ask(ada, f"Why {ASKED}?")


@pytest.fixture
def writes(ada: Person, grace: Person, question: Contribution) -> list[Write]:
    answer = reply_to(
        question, actor_id=grace.pk, body=f"Because of {ANSWERED}.", now=question.created_at
    )
    react(question, actor_id=grace.pk, name="helpful")
    while deliver_pending():
        pass
    return [
        Write("question", ada.pk, question.pk, word=ASKED),
        Write("answer", grace.pk, answer.pk, contribution=question.pk, word=ANSWERED),
        Write("reaction", grace.pk, question.pk, detail="helpful"),
    ]


def found(writes: list[Write], person: Person) -> set[str]:
    return {what for what, _which in everything(writes, Reader(person))}  # type: ignore[arg-type]


def test_where_all_is_well_it_finds_nothing(writes: list[Write], mallory: Person) -> None:
    assert found(writes, mallory) == set()


def test_what_is_not_there_is_lost(writes: list[Write], ada: Person, mallory: Person) -> None:
    writes.append(Write("question", ada.pk, 10**9, word="zqbbbbbdx"))

    assert "lost" in found(writes, mallory)


def test_what_is_there_twice_is_doubled(writes: list[Write], ada: Person, mallory: Person) -> None:
    ask(ada, f"Why {ASKED}?")
    while deliver_pending():
        pass

    assert "doubled" in found(writes, mallory)


def test_what_is_not_indexed_is_not_found(writes: list[Write], mallory: Person) -> None:
    forget("reply", [writes[1].id])

    assert found(writes, mallory) == {"not found"}


def test_who_was_not_told_and_who_was_told_for_nothing(
    writes: list[Write], ada: Person, mallory: Person
) -> None:
    notice = Notification.objects.get(recipient=ada)
    Notification.objects.update(recipient=mallory)

    assert found(writes, mallory) == {"not told", "told twice"}
    notice.save()
    assert found(writes, mallory) == set()


def test_a_count_that_does_not_fit_is_half_done(
    writes: list[Write], question: Contribution, mallory: Person
) -> None:
    Contribution.objects.filter(pk=question.pk).update(reply_count=7)

    assert found(writes, mallory) == {"half done"}


def test_a_reaction_that_nobody_confirmed(writes: list[Write], mallory: Person) -> None:
    assert "lost" in found([*writes, Write("reaction", 1, 2, detail="thanks")], mallory)

    Reaction.objects.all().delete()
    assert "lost" in found(writes, mallory)


def test_what_the_outbox_still_holds_is_half_done(
    writes: list[Write], question: Contribution, grace: Person, mallory: Person
) -> None:
    reply_to(question, actor_id=grace.pk, body="Not confirmed.", now=question.created_at)

    assert "half done" in found(writes, mallory)
