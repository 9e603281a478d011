"""Putting something in, and changing it."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tilth import access
from tilth.contributions import actions
from tilth.contributions.audience import Place, places, readers_of
from tilth.contributions.forms import ContributionForm
from tilth.contributions.uploads import keep_uploads
from tilth.contributions.views.draft_form import DraftForm
from tilth.contributions.views.page import fetched, kind_of
from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.typed import number
from tilth.core.web import Request
from tilth.drafts.actions import forget_draft
from tilth.groups.policies import fetch_place
from tilth.once.forms import answer_once


@require_http_methods(["GET", "POST"])
def compose(request: Request, prefix: str) -> HttpResponse:
    """With `begin` in the form nothing is put in yet: another kind was chosen for what is typed."""
    draft = DraftForm(request, kind_of(prefix))
    if request.method != "POST":
        return draft.page(draft.begun())
    if "begin" in request.POST:
        form = draft.taken_over()
        forget_draft(person_id=request.user.pk, key=request.POST.get("draft", ""))
        return draft.page(form, files=keep_uploads(request, form))
    form = draft.kind.form(request.POST)
    files = keep_uploads(request, form)
    if not form.is_valid():
        return draft.page(form, files=files, status=422)
    group = fetch_place(request.user, draft.group_id)

    def put_in() -> str:
        contribution = actions.contribute(
            draft.kind,
            actor_id=request.user.pk,
            group=group,
            files=files,
            now=timezone.now(),
            **said(form),
        )
        draft.forget()
        done(request, _("It is in."), draft=draft.key)
        return contribution.get_absolute_url()

    try:
        return answer_once(request, put_in)
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return draft.page(form, files=files, status=422)


@require_http_methods(["GET", "POST"])
def edit(request: Request, prefix: str, pk: int) -> HttpResponse:
    contribution = fetched(request, "edit", pk, prefix)
    kind = contribution.its_kind
    draft = DraftForm(request, kind, contribution)
    if request.method != "POST":
        own = {name: getattr(contribution, name) for name in kind.fields.model_fields}
        words = {"title": contribution.title, "body": contribution.body}
        stands = {**words, **own, "tags": ", ".join(contribution.tags)}
        return draft.page(draft.begun() if draft.continued else kind.form(initial=stands))
    form = kind.form(request.POST)
    files = keep_uploads(request, form)
    if not form.is_valid():
        return draft.page(form, files=files, status=422)
    try:
        with transaction.atomic():
            actions.revise(
                contribution,
                actor_id=request.user.pk,
                files=files,
                now=timezone.now(),
                **said(form),
            )
            draft.forget()
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return draft.page(form, files=files, status=422)
    done(request, _("Changed."), draft=draft.key)
    return redirect(contribution)


def said(form: ContributionForm) -> dict[str, Any]:
    """What a kind's form holds, as the actions take it."""
    spine = {name: form.cleaned_data[name] for name in ("title", "body", "tags")}
    return {**spine, "own": form.own}


@require_safe
def audience(request: Request) -> HttpResponse:
    """A fragment: who will read what is put there, and the group's rule."""
    text = request.GET.get("group", "")
    choices: list[Place] = places(request.user, also=number(text))
    chosen = next((place for place in choices if str(place.group_id or "") == text), None)
    if chosen is None and access.scope(request.user).audiences:
        chosen = next((place for place in choices if place.group_id is None), None)
    context = {"chosen": chosen, "readers": readers_of(chosen) if chosen else None}
    return render(request, "contributions/compose.html#audience", context)
