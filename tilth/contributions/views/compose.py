"""Putting something in, and changing it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tilth import access
from tilth.contributions import actions
from tilth.contributions.audience import Place, places, readers_of
from tilth.contributions.forms import ContributionForm
from tilth.contributions.models import Contribution
from tilth.contributions.uploads import keep_uploads, uploads_of
from tilth.contributions.views.page import fetched, kind_of
from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.groups.policies import fetch_place
from tilth.once.forms import answer_once


@require_http_methods(["GET", "POST"])
def compose(request: Request, prefix: str) -> HttpResponse:
    kind = kind_of(prefix)
    draft = Draft(request)
    if request.method != "POST":
        form = kind.form(initial=request.GET.dict())
        return draft.page(form, kind=kind)
    form = kind.form(request.POST)
    files = keep_uploads(request, form)
    if not form.is_valid():
        return draft.page(form, kind=kind, files=files, status=422)
    group = fetch_place(request.user, draft.group_id)

    def put_in() -> str:
        contribution = actions.contribute(
            kind,
            actor_id=request.user.pk,
            group=group,
            files=files,
            now=timezone.now(),
            **said(form),
        )
        done(request, _("It is in."), draft=f"{prefix}-new")
        return contribution.get_absolute_url()

    try:
        return answer_once(request, put_in)
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return draft.page(form, kind=kind, files=files, status=422)


@require_http_methods(["GET", "POST"])
def edit(request: Request, prefix: str, pk: int) -> HttpResponse:
    contribution = fetched(request, "edit", pk, prefix)
    kind = contribution.its_kind
    draft = Draft(request, contribution)
    if request.method != "POST":
        own = {name: getattr(contribution, name) for name in kind.fields.model_fields}
        words = {"title": contribution.title, "body": contribution.body}
        form = kind.form(initial={**words, **own, "tags": ", ".join(contribution.tags)})
        return draft.page(form, kind=kind)
    form = kind.form(request.POST)
    files = keep_uploads(request, form)
    if not form.is_valid():
        return draft.page(form, kind=kind, files=files, status=422)
    try:
        actions.revise(
            contribution, actor_id=request.user.pk, files=files, now=timezone.now(), **said(form)
        )
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return draft.page(form, kind=kind, files=files, status=422)
    done(request, _("Changed."), draft=f"{prefix}-{pk}")
    return redirect(contribution)


def said(form: ContributionForm) -> dict[str, Any]:
    """What a kind's form holds, as the actions take it."""
    spine = {name: form.cleaned_data[name] for name in ("title", "body", "tags")}
    return {**spine, "own": form.own}


@dataclass
class Draft:
    """A form that is being filled in: where it is to go and who will read it there."""

    request: Request
    contribution: Contribution | None = None

    @property
    def group_id(self) -> int | None:
        """Typed, or from the address of the page; the smallest that fits if neither."""
        text = self.request.POST.get("group", self.request.GET.get("group", ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    def page(
        self,
        form: ContributionForm,
        *,
        kind: Any,
        files: list[int] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        choices = [] if self.contribution else places(self.request.user, also=self.group_id)
        said = "group" in self.request.POST or "group" in self.request.GET
        fitting = [place for place in choices if place.group_id == self.group_id]
        chosen = next(iter(fitting if said else choices), None)
        context = {
            "form": form,
            "kind": kind,
            "contribution": self.contribution,
            "places": choices,
            "chosen": chosen,
            "readers": readers_of(chosen) if chosen else None,
            "files": uploads_of(self.request.user, files or []),
            "draft_key": f"{kind.prefix}-{self.contribution.pk if self.contribution else 'new'}",
        }
        return render(self.request, "contributions/compose.html", context, status=status)


@require_safe
def audience(request: Request) -> HttpResponse:
    """A fragment: who will read what is put there, and the group's rule."""
    text = request.GET.get("group", "")
    also = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    choices: list[Place] = places(request.user, also=also)
    chosen = next((place for place in choices if str(place.group_id or "") == text), None)
    if chosen is None and access.scope(request.user).audiences:
        chosen = next((place for place in choices if place.group_id is None), None)
    context = {"chosen": chosen, "readers": readers_of(chosen) if chosen else None}
    return render(request, "contributions/compose.html#audience", context)
