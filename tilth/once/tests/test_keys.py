"""A key, the change and the answer commit together."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tilth.conftest import make_person
from tilth.core.errors import Invalid
from tilth.once.keys import MAX_KEY, Answer, UsedForAnother, digest_of, forget_answers, once
from tilth.once.models import StoredAnswer
from tilth.once.tests.at_once import at_once
from tilth.people.models import Person, Unit


def found(name: str = "unit") -> Callable[[], Answer]:
    """Work that leaves a row: so many units, so many times it was done."""

    def work() -> Answer:
        return 201, {"id": Unit.objects.create(name=name).pk}

    return work


def ask(person: Person, key: str = "k", digest: str = "d", **more: object) -> tuple[Answer, bool]:
    work = more.get("work") or found()
    return once(person_id=person.pk, key=key, request_digest=digest, work=work)  # type: ignore[arg-type]


def test_what_is_sent_twice_happens_once_and_is_answered_alike(ada: Person) -> None:
    first, first_repeated = ask(ada)
    second, second_repeated = ask(ada)

    assert first == second == (201, {"id": Unit.objects.get().pk})
    assert (first_repeated, second_repeated) == (False, True)


def test_an_answer_of_nothing_is_an_answer(ada: Person) -> None:
    done = []

    def work() -> Answer:
        done.append(1)
        return 204, None

    assert ask(ada, work=work)[0] == ask(ada, work=work)[0] == (204, None)
    assert done == [1]


def test_a_key_is_one_persons(ada: Person, grace: Person) -> None:
    of_ada, _ = ask(ada)
    of_grace, repeated = ask(grace)

    assert not repeated
    assert of_ada != of_grace


def test_a_key_is_for_one_request(ada: Person) -> None:
    ask(ada, digest="one")
    with pytest.raises(UsedForAnother):
        ask(ada, digest="another")

    assert Unit.objects.count() == 1


def test_an_error_stores_nothing_so_that_it_may_be_mended(ada: Person) -> None:
    def work() -> Answer:
        Unit.objects.create(name="half done")
        raise Invalid("No.")

    with pytest.raises(Invalid):
        ask(ada, digest="wrong", work=work)
    assert not Unit.objects.exists()
    assert not StoredAnswer.objects.exists()

    (status, _), repeated = ask(ada, digest="mended")
    assert (status, repeated) == (201, False)


def test_a_kill_stores_nothing_either(ada: Person) -> None:
    class Killed(BaseException):
        pass

    def work() -> Answer:
        Unit.objects.create(name="half done")
        raise Killed

    with pytest.raises(Killed):
        ask(ada, work=work)

    assert not Unit.objects.exists()
    assert ask(ada)[1] is False


def test_it_goes_down_with_the_transaction_around_it(ada: Person) -> None:
    with transaction.atomic():
        ask(ada)
        transaction.set_rollback(True)

    assert not StoredAnswer.objects.exists()


@pytest.mark.parametrize("key", ["", "k" * (MAX_KEY + 1), "a\0b"])
def test_a_key_that_cannot_be_stored_is_refused(ada: Person, key: str) -> None:
    with pytest.raises(Invalid):
        ask(ada, key=key)

    assert not Unit.objects.exists()


def test_a_key_may_be_any_other_text(ada: Person) -> None:
    for key in ("k" * MAX_KEY, "schlüssel 🗝", "'; DROP TABLE people"):
        assert ask(ada, key=key)[1] is False
        assert ask(ada, key=key)[1] is True


def test_a_digest_knows_where_one_part_ends() -> None:
    assert digest_of("a", "b") == digest_of("a", b"b")
    assert digest_of("a", "b") != digest_of("ab", "")
    assert digest_of("a", "b") != digest_of("b", "a")


def test_answers_are_forgotten_after_a_time(ada: Person) -> None:
    ask(ada)
    forget_answers(before=timezone.now() - timedelta(hours=1))
    assert ask(ada)[1] is True

    forget_answers(before=timezone.now())
    assert ask(ada)[1] is False


@pytest.mark.django_db(transaction=True)
def test_of_four_at_once_one_does_it_and_all_hear_the_same() -> None:
    ada = make_person("ada")

    answers = at_once(lambda: ask(ada))

    assert Unit.objects.count() == 1
    assert len({answer[0][1]["id"] for answer in answers}) == 1
    assert sorted(repeated for _, repeated in answers) == [False, True, True, True]


@pytest.mark.django_db(transaction=True)
def test_where_the_first_of_four_fails_another_does_it() -> None:
    ada = make_person("ada")
    failures = [1]

    def work() -> Answer:
        if failures:
            failures.pop()
            raise Invalid("Not yet.")
        return found()()

    def attempt() -> tuple[Answer, bool] | None:
        try:
            return ask(ada, work=work)
        except Invalid:
            return None

    answers = at_once(attempt)

    assert Unit.objects.count() == 1
    assert answers.count(None) == 1
    assert sum(answer is not None and not answer[1] for answer in answers) == 1


@pytest.mark.django_db(transaction=True)
def test_four_people_with_one_key_do_not_wait_for_one_another() -> None:
    people = [make_person(handle) for handle in ("ada", "grace", "gil", "mallory")]
    waiting = list(people)

    answers = at_once(lambda: ask(waiting.pop()))

    assert Unit.objects.count() == 4
    assert not any(repeated for _, repeated in answers)
