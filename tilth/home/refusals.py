import logging
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilth.core.errors import Refused
from tilth.files.limit import too_large_in
from tilth.home.kept import comes_from_our_pages, unpack, what_was_typed

logger = logging.getLogger(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: a number that is in the log too, and what was typed, ready to be sent
    again. Where even that breaks, a page that asks for nothing."""
    number = f"{secrets.randbelow(16**5):05X}"
    logger.error("Number %s: %s %s", number, request.method, request.path)
    context: dict[str, object] = {"number": number, "typed": None}
    try:
        if request.method == "POST" and comes_from_our_pages(request):
            kept = what_was_typed(request)
            context["typed"] = unpack(kept) if kept else None
        return render(request, "500.html", context, status=500)
    except Exception:
        logger.exception("Number %s: the page that says so broke, too.", number)
        return HttpResponse(f"{PLAIN} {number}\n", status=500, content_type="text/plain")


PLAIN = "Something broke on our side. Nothing is lost. Go back and try once more. Its number:"


class SayWhy:
    """Middleware: where a rule of the domain says no, the page says the sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return render(request, "409.html", {"exception": error}, status=409)


def turn_away_too_much(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what was too much for the server to read (see `config.arriving`) is told so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.META.get("asgi.scope", {}).get("tilth.too_much"):
            response = get_response(request)
            if response.status_code == 422 and too_large_in(request):
                response.status_code = 413  # the form came back, and says of which file
            return response
        most = settings.MAX_UPLOAD // 2**20
        sentence = _(
            "That is too much at once. Each file may have %(most)s MB; send fewer or smaller ones."
        ) % {"most": most}
        if request.path.startswith("/api/"):
            response = JsonResponse(
                {"title": "Content Too Large", "status": 413, "detail": sentence},
                status=413,
                content_type="application/problem+json",
            )
        else:
            response = render(request, "413.html", {"sentence": sentence}, status=413)
        response.headers["Connection"] = "close"  # what is still on its way is not waited for
        return response

    return middleware
