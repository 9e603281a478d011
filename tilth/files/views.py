from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from tilth import access
from tilth.core.web import Request
from tilth.files.models import File


@require_safe
def file(request: Request, pk: int, name: str) -> HttpResponse:
    """The bytes, to be saved and not shown: whatever a browser thinks they are, it runs nothing."""
    found = access.fetch(request.user, "view", File.objects.all(), pk=pk)
    response = FileResponse(
        default_storage.open(found.key), as_attachment=True, filename=found.name
    )
    response.headers["Content-Type"] = found.type
    response.headers["Content-Length"] = str(found.size)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # FileResponse is a kind of HttpResponse at run time
