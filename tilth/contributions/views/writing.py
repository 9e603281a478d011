"""What the editor asks the server while somebody writes. Nothing of it is put in anywhere."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tilth.contributions.uploads import uploads_of
from tilth.contributions.words import rendered
from tilth.core.errors import Invalid
from tilth.core.text.pasted import MAX_PASTED, pasted_to_markdown
from tilth.core.typed import checked_text
from tilth.core.web import Request
from tilth.files.actions import keep, too_large
from tilth.files.limit import too_large_in
from tilth.files.models import File

MOST_ASKED = 100


@require_POST
def preview(request: Request) -> HttpResponse:
    """A fragment: what is typed, as it would stand on the page."""
    try:
        body = checked_text(request.POST.get("body", ""), field="body")
    except Invalid as error:
        return render(request, "contributions/preview.html", {"fault": str(error)}, status=422)
    html = rendered(body, author_id=request.user.pk)
    return render(request, "contributions/preview.html", {"html": html})


@require_POST
def pasted(request: Request) -> HttpResponse:
    """HTML from the clipboard becomes `{"markdown": …}`; what is too long is pasted as plain text."""
    try:
        html = checked_text(request.POST.get("html", ""), field="html", most=MAX_PASTED)
    except Invalid as error:
        return JsonResponse({"fault": str(error)}, status=422)
    return JsonResponse({"markdown": pasted_to_markdown(html)})


@require_http_methods(["GET", "POST"])
def files(request: Request) -> HttpResponse:
    """Keep one file, or say of `?id=` which are still kept and belong to nothing yet."""
    if request.method == "GET":
        ids = [int(text) for text in request.GET.getlist("id")[:MOST_ASKED] if is_id(text)]
        return JsonResponse({"items": [shape(file) for file in uploads_of(request.user, ids)]})
    upload = request.FILES.get("file")
    for name in too_large_in(request):
        return JsonResponse({"fault": str(too_large(name))}, status=422)
    if upload is None:
        return JsonResponse({"fault": _("No file came along. Choose it again.")}, status=422)
    try:
        file = keep(
            owner_id=request.user.pk,
            name=upload.name or "",
            content=upload,
            size=upload.size or 0,
            now=timezone.now(),
        )
    except Invalid as error:
        return JsonResponse({"fault": str(error)}, status=422)
    return JsonResponse(shape(file))


def shape(file: File) -> dict[str, Any]:
    return {
        "id": file.pk,
        "name": file.name,
        "type": file.type,
        "size": file.size,
        "url": file.get_absolute_url(),
    }


def is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
