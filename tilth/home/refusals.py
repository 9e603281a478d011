from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tilth.core.errors import Refused


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
