"""The inbox: what one was told of, by the thing that it is about."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tilth.core.typed import number
from tilth.core.web import Request
from tilth.notifications.inbox import mark_read, things
from tilth.notifications.models import Reason

NAMED = "named"


@require_http_methods(["GET", "POST"])
def notifications(request: Request) -> HttpResponse:
    if request.method == "POST":
        # Of one thing, or of all of them.
        mark_read(
            request.user,
            now=timezone.now(),
            contribution_id=number(request.POST.get("contribution", "")),
        )
        return redirect(request.get_full_path())
    show = request.GET.get("show", "")
    page = things(
        request.user,
        before=number(request.GET.get("before", "")),
        only_new=show == "new",
        reasons=[Reason.MENTION] if show == NAMED else [],
    )
    query = request.GET.copy()
    query["before"] = str(page.last)
    context = {
        "things": page.items,
        "next_url": f"?{query.urlencode()}" if page.last else "",
        "show": show,
        "now": timezone.now(),
    }
    if request.htmx and "before" in request.GET:
        return render(request, "home/notifications.html#things", context)
    return render(request, "home/notifications.html", context)
