"""Pages for whoever has no account yet: a firm's first day, and a link into a group."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.groups.joining import LinkIsOver, group_of_link, join_by_link
from tilth.groups.models import JoinLink
from tilth.home.beginning import FounderForm, TeamForm, begin, nobody_is_here, open_team
from tilth.home.joining import NewcomerForm, arrive
from tilth.home.needs import NEEDS

BACKEND = "tilth.people.sign_in.Backend"


@login_not_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first of the two steps: the company, and who administers it."""
    if not nobody_is_here():
        return redirect("stream")
    form = FounderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("code")
        try:
            person = begin(**given, now=timezone.now())
        except Invalid as error:
            form.add_error(error.field or None, str(error))
        else:
            login(request, person, backend=BACKEND)
            return redirect("start-team")
    status = 422 if form.errors else 200
    return render(request, "home/start.html", {"form": form, "step": 1}, status=status)


@require_http_methods(["GET", "POST"])
def start_team(request: Request) -> HttpResponse:
    """The second: one need, one team, and the link for those who are in it."""
    if not request.user.is_admin:
        return redirect("stream")
    form = TeamForm(request.POST or None, initial={"need": NEEDS[0].key})
    if request.method == "POST" and form.is_valid():
        try:
            begun = open_team(actor_id=request.user.pk, **form.cleaned_data, now=timezone.now())
        except Invalid as error:
            form.add_error(error.field or None, str(error))
        else:
            link = request.build_absolute_uri(reverse("join", args=[begun.token]))
            context = {"link": link, "group": begun.group, "step": 3}
            return render(request, "home/started.html", context)
    chosen = form["need"].value()
    context = {"form": form, "needs": NEEDS, "chosen": chosen, "step": 2}
    return render(request, "home/start.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """A link into a group: whoever has no account makes one, whoever has one comes in."""
    try:
        link = group_of_link(token, now=timezone.now())
        return _join(request, link)
    except LinkIsOver as error:
        return render(request, "home/link-is-over.html", {"sentence": str(error)}, status=410)


def _join(request: HttpRequest, link: JoinLink) -> HttpResponse:
    now, form = timezone.now(), None
    if request.user.is_authenticated:
        if request.method == "POST":
            join_by_link(link, person_id=request.user.pk, now=now)
            return redirect(link.group)
    else:
        form = NewcomerForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                person = arrive(link, **form.cleaned_data, now=now)
            except Invalid as error:
                form.add_error(error.field or None, str(error))
            else:
                login(request, person, backend=BACKEND)
                done(request, _("Welcome. Say hello, or ask what you always wanted to know."))
                return redirect(link.group)
    context = {"form": form, "link": link}
    wrong = form is not None and bool(form.errors)
    return render(request, "home/join.html", context, status=422 if wrong else 200)
