"""That every page opens, for somebody who may open it."""

import pytest

from tilth.conftest import sign_in
from tilth.contributions.models import Contribution, Reply
from tilth.groups.models import Group
from tilth.people.models import Person


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?unanswered",
        "/?kind=question&order=newest",
        "/?new-since=2026-03-01T00:00:00%2B00:00",
        "/search?q=pump",
        "/notifications/",
        "/groups/",
        "/groups/new/",
        "/groups/{group}/",
        "/groups/{group}/edit/",
        "/groups/{group}/members/",
        "/people/",
        "/people/{ada}/",
        "/tags/",
        "/tags/oil/",
        "/questions/new/?group={group}",
        "/updates/new/",
        "/compose/audience/?group={group}",
        "/questions/similar/?q=pump",
        "/suggestions/people/?q=a",
        "/suggestions/tags/?q=o",
        "/questions/{question}/",
        "/questions/{question}/edit/",
        "/contributions/{question}/versions/",
        "/contributions/{question}/withdrawal/",
        "/contributions/{question}/outdated/",
        "/contributions/{question}/duplicate/",
        "/contributions/{question}/group/",
        "/replies/{answer}/versions/",
        "/replies/{answer}/edit/",
        "/healthz",
        "/readyz",
    ],
)
def test_it_opens(
    path: str,
    gil: Person,
    ada: Person,
    grace: Person,
    question: Contribution,
    answer: Reply,
    pumps: Group,
) -> None:
    from tilth.conftest import LATER
    from tilth.contributions.actions import revise

    revise(question, actor_id=ada.pk, tags=["oil"], now=LATER)
    who = {"/replies/": grace, "/groups/": gil}.get(
        path[: path.index("/", 1) + 1] if "/" in path[1:] else "", ada
    )
    filled = path.format(group=pumps.pk, ada=ada.pk, question=question.pk, answer=answer.pk)

    response = sign_in(who).get(filled)

    assert response.status_code == 200
