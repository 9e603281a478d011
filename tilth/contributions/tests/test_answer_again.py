"""An answer that cannot be taken comes back, with what is wrong beside what was typed."""

import pytest

from tilth.conftest import sign_in
from tilth.contributions.models import Contribution, Reply
from tilth.core.text import MAX_BODY
from tilth.people.models import Person


@pytest.mark.parametrize("body", ["", "  ", "seal\0", "x" * (MAX_BODY + 1)], ids=len)
def test_it_comes_back(question: Contribution, grace: Person, body: str) -> None:
    page = sign_in(grace).post(f"{question.get_absolute_url()}replies/", {"body": body})

    assert page.status_code == 422
    assert 'id="answer_body_error"' in page.content.decode()
    assert not Reply.objects.exists()
