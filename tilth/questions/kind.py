from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, StringConstraints

from tilth.contributions.kinds import Kind, register
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.words import excerpt
from tilth.core.text import MAX_BODY
from tilth.questions.forms import AskForm
from tilth.questions.models import AcceptedAnswer, Question


class Fields(BaseModel):
    tried: Annotated[str, StringConstraints(max_length=MAX_BODY)] = ""


def accepted(question: Contribution) -> int:
    return AcceptedAnswer.objects.filter(
        reply__contribution_id=question.pk, reply__withdrawn_at=None
    ).count()


def card(question: Contribution) -> dict[str, Any]:
    answers = Reply.objects.filter(
        contribution_id=question.pk, is_answer=True, withdrawn_at=None
    ).count()
    first = (
        AcceptedAnswer.objects.filter(reply__contribution_id=question.pk, reply__withdrawn_at=None)
        .order_by("accepted_at", "pk")
        .values_list("reply__body", flat=True)
        .first()
    )
    solution = {"solution": excerpt(first)} if first else {}
    return {"answers": answers, "accepted": accepted(question), **solution}


def state(question: Contribution) -> str:
    return "answered" if question.pk and accepted(question) else "open"


register(
    Kind(
        name="question",
        prefix="questions",
        model=Question,
        label=_("Question"),
        verb=_("Ask"),
        icon="circle-question-mark",
        fields=Fields,
        form=AskForm,
        rendered=("tried",),
        card=card,
        card_template="questions/card.html",
        own_template="questions/tried.html",
        state=state,
        has_answers=True,
        verbs=("accept_answer",),
    )
)
