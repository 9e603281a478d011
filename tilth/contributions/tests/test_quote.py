"""Quoting a reply, without scripts: its words stand in the form for a comment below it."""

from tilth.conftest import LATER, NOON, make_person, share, sign_in, text_of
from tilth.contributions.actions import reply_to, withdraw_reply
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.quoting import quotation
from tilth.core.text import read
from tilth.groups.models import Group
from tilth.people.models import Person


def test_an_answer_is_quoted_below_it(question: Contribution, answer: Reply, ada: Person) -> None:
    page = sign_in(ada).get(f"{question.get_absolute_url()}?quote={answer.pk}").content.decode()

    assert text_of(page, f"comment-{answer.pk}") == "> @grace:\n>\n> The seal is worn."
    assert text_of(page, "answer_body") == text_of(page, "comment-c") == ""


def test_a_comment_is_quoted_in_the_same_place(
    question: Contribution, answer: Reply, ada: Person
) -> None:
    below = reply_to(question, actor_id=ada.pk, body="Since when?", parent=answer, now=NOON)

    page = sign_in(ada).get(f"{question.get_absolute_url()}?quote={below.pk}").content.decode()

    assert text_of(page, f"comment-{answer.pk}") == "> @ada:\n>\n> Since when?"
    assert f'?quote={below.pk}#comment-{answer.pk}"' in page


def test_below_an_update(pumps: Group, ada: Person, grace: Person) -> None:
    update = share(ada, "It held.", group=pumps)
    reply = reply_to(update, actor_id=grace.pk, body="Good.", now=NOON)

    page = sign_in(ada).get(f"{update.get_absolute_url()}?quote={reply.pk}").content.decode()

    assert text_of(page, "comment-c") == "> @grace:\n>\n> Good."


def test_who_is_mentioned_in_it_is_not_called_again(
    question: Contribution, grace: Person, ada: Person
) -> None:
    reply = reply_to(
        question, actor_id=grace.pk, body="Ask @bob about **it** in #oil. a@b.example", now=NOON
    )
    text = quotation(reply)

    assert text == "> @grace:\n>\n> Ask \\@bob about it in \\#oil. a@b.example\n\n"
    assert list(read(text).handles) == ["grace"]


def test_long_words_are_cut(question: Contribution, grace: Person) -> None:
    many = reply_to(question, actor_id=grace.pk, body="\n\n".join("abcdefgh"), now=NOON)
    long = reply_to(question, actor_id=grace.pk, body="word " * 500, now=NOON)

    assert quotation(many).count("\n> ") == 6
    assert quotation(many).rstrip().endswith("f …")
    assert len(quotation(long)) < 600


def test_what_is_not_there_is_not_quoted(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    path = question.get_absolute_url()
    other = share(ada, "Elsewhere")
    elsewhere = reply_to(other, actor_id=ada.pk, body="Here", now=NOON)
    withdraw_reply(answer, actor_id=grace.pk, now=LATER)

    for pk in (answer.pk, elsewhere.pk, 999_999, "x"):
        assert sign_in(ada).get(f"{path}?quote={pk}").status_code == 404


def test_who_may_not_write_is_offered_no_quote(
    question: Contribution, answer: Reply, reader: Person
) -> None:
    page = sign_in(reader).get(question.get_absolute_url()).content.decode()

    assert "data-quote" not in page


def test_somebody_who_left_is_named_and_not_called(question: Contribution, pumps: Group) -> None:
    gone = make_person("lena", name="Lena Berg", left_at=LATER)
    reply = reply_to(question, actor_id=gone.pk, body="Tighten it.", now=NOON)

    assert quotation(reply).startswith("> Lena Berg:")
