"""A form that was sent after the session ran out, or with a stale token: what was typed is kept,
shown, and sent with one press once the person has signed in again."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

MOST = 400_000  # characters; what is longer than two bodies of the longest kind is no form of ours
OURS = {"csrfmiddlewaretoken", "kept", "password"}
SALT = "tilth.kept"


def what_was_typed(request: HttpRequest) -> str:
    """The fields and where they were to go, signed; empty if there is nothing worth keeping."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in OURS
        for value in values
    ]
    lost_files = [file.name for files in request.FILES.lists() for file in files[1]]
    if not any(str(value).strip() for _, value in fields):
        return ""
    kept = signing.dumps(
        {"path": request.get_full_path(), "fields": fields, "files": lost_files},
        salt=SALT,
        compress=True,
    )
    return kept if len(kept) <= MOST else ""


def unpack(kept: str) -> dict[str, object]:
    """The path, the fields as pairs, the names of files that have to be chosen again."""
    unpacked: dict[str, object] = signing.loads(kept, salt=SALT, max_age=24 * 3600)
    return unpacked


def comes_from_our_pages(request: HttpRequest) -> bool:
    """Not from a foreign page, which could otherwise put its words into somebody's mouth."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


class KeepWhatWasTyped:
    """Middleware around the login middleware: turns its redirect into a form to sign in that
    carries along what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.sign_in = reverse(settings.LOGIN_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != 302:
            return response
        to_sign_in = response.headers["Location"].startswith(self.sign_in)
        if not to_sign_in or request.path == self.sign_in or request.user.is_authenticated:
            return response
        if not comes_from_our_pages(request) or not (kept := what_was_typed(request)):
            return response
        query = QueryDict(mutable=True)
        query["next"] = urlsplit(request.META.get("HTTP_REFERER", "/")).path
        context = {"kept": kept, "next": query["next"], "form": None}
        return render(request, "account/login.html", context, status=401)
