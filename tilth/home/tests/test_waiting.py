"""What needs somebody, and only as far as they may see it."""

from datetime import timedelta

from django.utils import timezone

from tilth.conftest import ask, sign_in
from tilth.contributions.actions import contribute, reply_to
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Tag
from tilth.contributions.tags import follow_tag
from tilth.groups.membership import ask_to_join, invite, remove
from tilth.groups.models import Group
from tilth.home.waiting import MOST, waiting
from tilth.people.models import Person
from tilth.questions.actions import accept_answer
from tilth.questions.models import Question


def titles(person: Person) -> list[str]:
    return [each.title for each in waiting(person, now=timezone.now())]


def test_who_asked_is_asked_whether_it_helped(pumps: Group, ada: Person, grace: Person) -> None:
    now = timezone.now()
    question = ask(ada, "Why does it leak?", group=pumps)
    assert titles(ada) == []
    reply = reply_to(question, actor_id=grace.pk, body="The seal.", now=now)
    assert titles(ada) == ["Why does it leak?"]

    typed = Question.objects.get(pk=question.pk)
    accept_answer(question=typed, reply=reply, actor_id=ada.pk, now=now)

    assert titles(ada) == []


def test_whoever_was_invited_and_whoever_lets_in(
    pumps: Group, gil: Person, grace: Person, mallory: Person
) -> None:
    now = timezone.now()
    invite(actor_id=grace.pk, group=pumps, person_id=mallory.pk, now=now)
    assert titles(mallory) == [pumps.name]
    assert titles(gil) == []

    remove(actor_id=gil.pk, group=pumps, person_id=mallory.pk)
    ask_to_join(group=pumps, person_id=mallory.pk, now=now)

    assert titles(mallory) == []
    assert titles(gil) == [f"Somebody wants into {pumps.name}"]


def test_an_open_question_on_what_one_follows(
    pumps: Group, ada: Person, grace: Person, mallory: Person
) -> None:
    contribute(
        kinds["question"],
        actor_id=ada.pk,
        group=pumps,
        title="Who knows?",
        tags=["oil"],
        now=timezone.now() - timedelta(days=2),
    )
    for person in (grace, mallory, ada):
        follow_tag(person_id=person.pk, tag=Tag.objects.get(name="oil"))

    assert titles(grace) == ["Who knows?"]
    assert titles(ada) == []  # she asked it
    assert titles(mallory) == []  # and does not read it


def test_it_is_at_most_five_and_a_fragment(pumps: Group, ada: Person, grace: Person) -> None:
    for number in range(9):
        question = ask(ada, f"Why {number}?", group=pumps)
        reply_to(question, actor_id=grace.pk, body="So.", now=timezone.now())

    page = sign_in(ada).get("/needs/").content.decode()

    assert 0 < page.count("<li>") <= MOST
    assert "<html" not in page
