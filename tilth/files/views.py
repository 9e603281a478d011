from django.http import HttpResponse
from django.views.decorators.http import require_safe

from tilth import access
from tilth.core.web import Request
from tilth.files.handing import hand_out
from tilth.files.models import File


@require_safe
def file(request: Request, pk: int, name: str) -> HttpResponse:
    """The bytes, of a picture also smaller: `?width=800`. Whatever a browser thinks they are, it
    runs nothing; what it may open is what we made ourselves, and sound and film."""
    found = access.fetch(request.user, "view", File.objects.all(), pk=pk)
    text = request.GET.get("width", "")
    width = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
    return hand_out(
        request,
        found.key_of(width),
        media_type=found.type,
        name=found.name if not found.is_picture else f"{found.name.rpartition('.')[0]}.webp",
        is_opened=found.is_opened,
    )
