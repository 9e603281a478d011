from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tilth import access
from tilth.contributions.replies import living
from tilth.contributions.views.page import THREAD, context_of, fetched
from tilth.core.web import Request
from tilth.questions import actions
from tilth.questions.models import Question


@require_POST
def accepted_answer(request: Request, pk: int, reply_pk: int) -> HttpResponse:
    question = access.fetch(
        request.user, "accept_answer", Question.objects.select_related("author", "group"), pk=pk
    )
    reply = access.fetch(request.user, "view", living(question), pk=reply_pk)
    actor_id = request.user.pk
    if request.POST.get("_method") == "DELETE":
        actions.take_back_acceptance(question=question, reply=reply, actor_id=actor_id)
    else:
        actions.accept_answer(question=question, reply=reply, actor_id=actor_id, now=timezone.now())
    if request.htmx:
        context = context_of(request.user, fetched(request, "view", pk, "questions"))
        return render(request, THREAD, context)
    return redirect(question)
