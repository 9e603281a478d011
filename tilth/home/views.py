from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tilth.core.web import Request
from tilth.home.kept import comes_from_our_pages, unpack, what_was_typed
from tilth.home.metrics import lines


@require_safe
def kept(request: Request) -> HttpResponse:
    """What was typed before the session ran out, to be sent with one press."""
    packed = request.session.pop("kept", "")
    try:
        typed = unpack(packed)
    except signing.BadSignature:
        return redirect("stream")
    return render(request, "home/kept.html", {"typed": typed})


@login_not_required
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the sign-in: show what was typed, ready to be sent again."""
    typed = None
    if request.user.is_authenticated and comes_from_our_pages(request):
        packed = what_was_typed(request)
        typed = unpack(packed) if packed else None
    if typed is not None:
        return render(request, "home/kept.html", {"typed": typed}, status=403)
    sentence = _("The form did not come from a page of Tilth. Open the page anew and try again.")
    return render(request, "403.html", {"exception": sentence}, status=403)


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the browser keeps, to show where the network is gone. Nothing of anybody is in it."""
    return render(request, "offline.html")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """From the root, or it would watch over /static/ alone."""
    script = (settings.STATIC_ROOT / "sw.js").read_text(encoding="utf-8")
    response = HttpResponse(script, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Can serve: database, migrations, Redis."""
    wrong = {}
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            wrong["migrations"] = "missing"
    except DatabaseError:
        wrong["database"] = "does not answer"
    if settings.REDIS_URL and not redis_answers():
        wrong["redis"] = "does not answer"
    return JsonResponse(wrong or {"status": "ok"}, status=503 if wrong else 200)


def redis_answers() -> bool:
    from redis import Redis, RedisError

    try:
        return bool(Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping())
    except RedisError:
        return False


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, with the token of the settings: how much waits to be done. No individuals."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        return HttpResponse(status=401)

    return HttpResponse("".join(lines()), content_type="text/plain; version=0.0.4")
