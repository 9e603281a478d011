"""What is indexed anew when something happens."""

from collections.abc import Collection

import pytest

from tilth.conftest import LATER, ask
from tilth.contributions import search
from tilth.contributions.actions import reply_to, revise
from tilth.events.dispatcher import deliver_pending
from tilth.people.models import Person


def test_a_reply_is_indexed_alone_and_an_edit_with_all_below_it(
    ada: Person, grace: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = ask(ada, "Why?")
    deliver_pending()
    indexed = []

    def note(type: str, ids: Collection[int]) -> None:  # noqa: A002
        indexed.append((type, *ids))

    monkeypatch.setattr(search, "reindex", note)
    answer = reply_to(question, actor_id=grace.pk, body="So.", now=LATER)
    deliver_pending()
    assert indexed == [("reply", answer.pk)]

    revise(question, actor_id=ada.pk, body="Since noon.", now=LATER)
    deliver_pending()
    assert indexed[1:] == [("contribution", question.pk), ("reply", answer.pk)]
