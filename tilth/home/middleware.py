from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone, translation

from tilth.people.models import Person


def as_the_person_wishes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Their language, if they chose one, and their time zone; and no page of theirs is cached."""
    known = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        if not isinstance(person, Person):
            return get_response(request)
        if person.language in known:
            translation.activate(person.language)
        with timezone.override(ZoneInfo(person.time_zone)):
            response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


class CompressPages(GZipMiddleware):
    """What is text and made anew each time: a fifth of the bytes. Files have their own ways: most are
    compressed already, and a part of one is asked for by its bytes.

    Django adds a random length and a token that differs each time, so that nobody learns a secret of
    a page from its size.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        sort = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or sort not in {"text/html", "application/json"}:
            return response
        return super().process_response(request, response)
