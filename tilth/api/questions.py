from django.utils import timezone
from ninja import Router, Status

from tilth import access
from tilth.api.replies import one
from tilth.api.shapes import ReplyOut
from tilth.api.typed import Id
from tilth.contributions.replies import living
from tilth.core.web import Request
from tilth.questions import actions
from tilth.questions.models import Question

router = Router(tags=["questions"])


@router.put("/{int:pk}/accepted-answers/{int:reply_pk}", response=ReplyOut)
def accept_answer(request: Request, pk: Id, reply_pk: Id) -> ReplyOut:
    question = access.fetch(
        request.user, "accept_answer", Question.objects.select_related("author", "group"), pk=pk
    )
    reply = access.fetch(request.user, "view", living(question), pk=reply_pk)
    actions.accept_answer(
        question=question, reply=reply, actor_id=request.user.pk, now=timezone.now()
    )
    return one(request, reply_pk)


@router.delete("/{int:pk}/accepted-answers/{int:reply_pk}", response={204: None})
def take_back(request: Request, pk: Id, reply_pk: Id) -> Status[None]:
    question = access.fetch(
        request.user, "accept_answer", Question.objects.select_related("author", "group"), pk=pk
    )
    reply = access.fetch(request.user, "view", living(question), pk=reply_pk)
    actions.take_back_acceptance(question=question, reply=reply, actor_id=request.user.pk)
    return Status(204, None)
