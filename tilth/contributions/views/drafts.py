"""What one has begun to write: kept as one types, listed, gone on with, thrown away."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tilth.contributions.unfinished import unfinished
from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.drafts.actions import forget_draft, save_draft, throw_away
from tilth.once.forms import NAME, is_answered


@require_http_methods(["GET", "POST"])
def drafts(request: Request) -> HttpResponse:
    """POST keeps one (`key`, `fields`, `device`), answered by `{"at": milliseconds}`; without
    `fields` it is forgotten. `throw_away` comes from the list."""
    if request.method == "GET":
        return render(request, "contributions/drafts.html", {"lines": unfinished(request.user)})
    if text := request.POST.get("throw_away", ""):
        pk = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        throw_away(person_id=request.user.pk, pk=pk)
        done(request, _("Thrown away."))
        return redirect("drafts")
    return keep(request)


def keep(request: Request) -> HttpResponse:
    person_id, key = request.user.pk, request.POST.get("key", "")
    if not request.POST.get("fields"):
        forget_draft(person_id=person_id, key=key[:100])
        return JsonResponse({"at": None})
    if is_answered(person_id=person_id, key=request.POST.get(NAME, "")):
        # It was on its way while the form was sent: what has arrived is no draft any more.
        return JsonResponse({"fault": _("It has been sent already.")}, status=409)
    try:
        draft = save_draft(
            person_id=person_id,
            key=key,
            fields=request.POST["fields"],
            device=request.POST.get("device", ""),
            now=timezone.now(),
        )
    except Invalid as error:
        return JsonResponse({"fault": str(error)}, status=422)
    return JsonResponse({"at": int(draft.updated_at.timestamp() * 1000)})
