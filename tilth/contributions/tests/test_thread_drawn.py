"""Forms that are drawn once and used below each answer."""

import re

from tilth.conftest import LATER, NOON, sign_in
from tilth.contributions.actions import reply_to
from tilth.contributions.models import Contribution, Reply
from tilth.people.models import Person

FORM = re.compile(r'<details class="comment-here.*?</details>', re.DOTALL)


def page_of(question: Contribution, person: Person) -> str:
    return sign_in(person).get(question.get_absolute_url()).content.decode()


def test_each_answer_has_a_form_of_its_own(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    other = reply_to(question, actor_id=ada.pk, body="Another seal.", now=LATER)
    page = page_of(question, grace)
    assert "\ue000" not in page
    forms = FORM.findall(page)
    assert len(forms) == 3
    parents = [re.findall(r'name="parent" value="(\d+)"', form) for form in forms]
    assert parents == [[], [str(answer.pk)], [str(other.pk)]]
    for form, reply in zip(forms[1:], (answer, other), strict=True):
        assert f'id="comment-{reply.pk}"' in form
        assert f'data-draft-key-value="reply-{reply.pk}"' in form
    keys = re.findall(r'name="form_key" value="([0-9a-f]{32})"', page)
    assert len(keys) == len(set(keys)) == 4


def test_a_form_that_was_drawn_once_is_taken(
    question: Contribution, answer: Reply, grace: Person
) -> None:
    form = FORM.findall(page_of(question, grace))[1]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    url = re.search(r'action="([^"]+)"', form)[1]
    sent = sign_in(grace).post(url, {**fields, "body": "Which one?"})
    assert sent.status_code == 302
    comment = Reply.objects.get(parent=answer)
    assert comment.body == "Which one?"


def test_what_was_typed_comes_back_in_the_form_it_was_typed_in(
    question: Contribution, answer: Reply, ada: Person, grace: Person
) -> None:
    other = reply_to(question, actor_id=ada.pk, body="Another seal.", now=NOON)
    url = f"{question.get_absolute_url()}replies/"
    sent = sign_in(grace).post(url, {"parent": answer.pk, "body": "  "})
    assert sent.status_code == 422
    forms = FORM.findall(sent.content.decode())
    opened = [form for form in forms if form.startswith('<details class="comment-here" open')]
    assert [f'value="{answer.pk}"' in form for form in opened] == [True]
    assert [f'value="{other.pk}"' in form for form in opened] == [False]


def test_a_button_says_how_many_and_takes_ones_own_voice(
    question: Contribution, answer: Reply, ada: Person
) -> None:
    client = sign_in(ada)
    url = f"/replies/{answer.pk}/reactions/helpful/"
    button = re.compile(rf'<form method="post" action="{url}".*?</form>', re.DOTALL)
    before = button.search(client.get(question.get_absolute_url()).content.decode())[0]
    assert 'aria-pressed="false"' in before
    assert "<b>" not in before
    client.post(url)
    after = button.search(client.get(question.get_absolute_url()).content.decode())[0]
    assert 'aria-pressed="true"' in after
    assert "<b>1</b>" in after
    assert 'name="_method" value="DELETE"' in after
