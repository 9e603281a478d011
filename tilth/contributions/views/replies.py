from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tilth import access
from tilth.contributions import actions
from tilth.contributions.forms import ReplyForm
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.replies import living
from tilth.contributions.uploads import keep_uploads, uploads_of
from tilth.contributions.views.page import PAGE, context_of, fetched
from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.drafts.actions import forget_draft
from tilth.drafts.there import base_of, draft_of, drafts_of
from tilth.once.forms import answer_once


@require_POST
def replies(request: Request, prefix: str, pk: int) -> HttpResponse:
    """`parent` makes it a comment on that reply, `comment` one on the contribution itself."""
    contribution = fetched(request, "reply", pk, prefix)
    parent = parent_of(request, contribution)
    is_answer = (
        contribution.its_kind.has_answers and parent is None and "comment" not in request.POST
    )
    if is_answer:
        access.check(request.user, "answer", contribution)
    form = ReplyForm(request.POST, auto_id="answer_%s")
    form.is_valid()
    files = keep_uploads(request, form)

    def put_in() -> str:
        reply = actions.reply_to(
            contribution,
            actor_id=request.user.pk,
            body=form.cleaned_data["body"],
            parent=parent,
            is_answer=is_answer,
            files=files,
            now=timezone.now(),
        )
        key = sent_key(request, draft_key(pk, parent, is_answer))
        forget_draft(person_id=request.user.pk, key=key)
        done(request, _("It is in."), draft=key)
        return reply.get_absolute_url()

    if not form.errors:
        try:
            return answer_once(request, put_in)
        except Invalid as error:
            form.add_error("body", str(error))
    contribution = fetched(request, "view", pk, prefix)
    more: dict[str, Any] = {
        "form": form,
        "open_parent": parent.pk if parent else None,
        "open_comment": not is_answer and parent is None,
        "files": uploads_of(request.user, files),
    }
    context = context_of(request.user, contribution, **more)
    return render(request, PAGE, context, status=422)


def parent_of(request: Request, contribution: Contribution) -> Reply | None:
    text = request.POST.get("parent", "")
    if not text:
        return None
    pk = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    return access.fetch(request.user, "view", living(contribution), pk=pk)


def draft_key(pk: int, parent: Reply | None, is_answer: bool) -> str:
    if parent is not None:
        return f"reply-{parent.parent_id or parent.pk}"
    return f"answer-{pk}" if is_answer else f"comment-{pk}"


def sent_key(request: Request, key: str) -> str:
    """Of the draft that was sent: the form's, or one of the same form that was put aside."""
    sent = request.POST.get("draft", "")
    return sent if base_of(sent) == key else key


def fetched_reply(request: Request, verb: str, pk: int) -> Reply:
    """With its contribution, which has to be visible itself."""
    rows = Reply.objects.select_related("author", "contribution__group")
    reply = access.fetch(request.user, verb, rows, pk=pk)
    fetched(request, "view", reply.contribution_id)
    return reply


@require_http_methods(["GET", "POST"])
def edit_reply(request: Request, pk: int) -> HttpResponse:
    reply = fetched_reply(request, "edit", pk)
    key = sent_key(request, f"reply-edit-{pk}")
    draft = draft_of(request.user.pk, request.GET.get("draft", ""))
    if draft and base_of(draft.key) != key:
        draft = None
    stands = draft.text("body") if draft else reply.body
    form = ReplyForm(request.POST or None, initial={"body": stands})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.revise_reply(
                    reply,
                    actor_id=request.user.pk,
                    body=form.cleaned_data["body"],
                    now=timezone.now(),
                )
                forget_draft(person_id=request.user.pk, key=key)
        except Invalid as error:
            form.add_error("body", str(error))
        else:
            done(request, _("Changed."), draft=key)
            return redirect(reply.get_absolute_url())
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "reply": reply,
        "typed": bool(draft or request.POST),
        "draft": draft,
        "drafts": drafts_of(request.user.pk, [key]),
        "draft_key": key,
    }
    return render(request, "contributions/edit-reply.html", context, status=status)


@require_http_methods(["GET", "POST"])
def withdraw_reply(request: Request, pk: int) -> HttpResponse:
    reply = fetched_reply(request, "withdraw", pk)
    if request.method == "POST":
        actions.withdraw_reply(reply, actor_id=request.user.pk, now=timezone.now())
        done(request, _("Withdrawn."))
        return redirect(reply.contribution)
    context = {"contribution": reply.contribution, "reply": reply}
    return render(request, "contributions/withdraw.html", context)
