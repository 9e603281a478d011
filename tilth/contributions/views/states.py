"""What is said of a contribution or a reply with one press or one line."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tilth.contributions import actions
from tilth.contributions.address import id_in_address
from tilth.contributions.audience import places
from tilth.contributions.models import Contribution, ReactionName, Reply
from tilth.contributions.versions import compared, texts_of
from tilth.contributions.views.page import THREAD, context_of, fetched
from tilth.contributions.views.replies import fetched_reply
from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.typed import number
from tilth.core.web import Request
from tilth.groups.policies import fetch_place
from tilth.notifications.inbox import mark_read


@require_POST
def reaction(request: Request, pk: int, name: str) -> HttpResponse:
    contribution = fetched(request, "react", pk)
    _react(request, contribution, name)
    return _page_or_fragment(request, contribution)


@require_POST
def reply_reaction(request: Request, pk: int, name: str) -> HttpResponse:
    reply = fetched_reply(request, "react", pk)
    _react(request, reply, name)
    if request.htmx:
        return _page_or_fragment(request, fetched(request, "view", reply.contribution_id))
    return redirect(reply.get_absolute_url())


def _react(request: Request, thing: Contribution | Reply, name: str) -> None:
    if name not in ReactionName.values:
        raise Http404
    act = actions.take_back if request.POST.get("_method") == "DELETE" else actions.react
    act(thing, actor_id=request.user.pk, name=name)


def _page_or_fragment(request: Request, contribution: Contribution) -> HttpResponse:
    if not request.htmx:
        return redirect(contribution)
    fresh = fetched(request, "view", contribution.pk)
    context = context_of(request.user, fresh)
    return render(request, THREAD, context)


@require_POST
def watch(request: Request, pk: int) -> HttpResponse:
    contribution = fetched(request, "view", pk)
    act = actions.unwatch if request.POST.get("_method") == "DELETE" else actions.watch
    act(contribution, person_id=request.user.pk)
    if request.POST.get("next") == reverse("notifications"):
        mark_read(request.user, now=timezone.now(), contribution_id=contribution.pk)
        done(request, _("You are not told of it any more."))
        return redirect("notifications")
    return _page_or_fragment(request, contribution)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    contribution = fetched(request, "withdraw", pk)
    if request.method != "POST":
        return render(request, "contributions/withdraw.html", {"contribution": contribution})
    if request.POST.get("_method") == "DELETE":
        actions.bring_back(contribution, actor_id=request.user.pk)
        done(request, _("It is back."))
        return redirect(contribution)
    actions.withdraw(contribution, actor_id=request.user.pk, now=timezone.now())
    done(request, _("Withdrawn. Only you still read it, and can bring it back."))
    return redirect(contribution)


@require_http_methods(["GET", "POST"])
def outdated(request: Request, pk: int) -> HttpResponse:
    return _outdated(request, fetched(request, "mark_outdated", pk))


@require_http_methods(["GET", "POST"])
def reply_outdated(request: Request, pk: int) -> HttpResponse:
    return _outdated(request, fetched_reply(request, "mark_outdated", pk))


def _outdated(request: Request, thing: Contribution | Reply) -> HttpResponse:
    if request.POST.get("_method") == "DELETE":
        actions.mark_current(thing, actor_id=request.user.pk)
        return redirect(thing.get_absolute_url())
    fault = ""
    if request.method == "POST":
        try:
            actions.mark_outdated(
                thing,
                actor_id=request.user.pk,
                reason=request.POST.get("reason", ""),
                now=timezone.now(),
            )
        except Invalid as error:
            fault = str(error)
        else:
            return redirect(thing.get_absolute_url())
    context = {"thing": thing, "fault": fault, "typed": request.POST.get("reason", "")}
    return render(request, "contributions/outdated.html", context, status=422 if fault else 200)


@require_http_methods(["GET", "POST"])
def duplicate(request: Request, pk: int) -> HttpResponse:
    """Say that something was asked before: merge, or take apart again."""
    contribution = fetched(request, "merge", pk)
    if request.POST.get("_method") == "DELETE":
        actions.unmerge(contribution, actor_id=request.user.pk)
        done(request, _("They are two again."))
        return redirect(contribution)
    fault, typed = "", request.POST.get("original", request.GET.get("original", ""))
    if request.method == "POST":
        try:
            original = fetched(request, "view", id_in_address(typed))
            actions.merge(
                contribution, original=original, actor_id=request.user.pk, now=timezone.now()
            )
        except Http404:
            fault = _("There is no such page. Paste its address, or its number.")
        else:
            return redirect(original)
    context = {"contribution": contribution, "fault": fault, "typed": typed}
    return render(request, "contributions/duplicate.html", context, status=422 if fault else 200)


@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int) -> HttpResponse:
    contribution = fetched(request, "move", pk)
    if request.method == "POST":
        group = fetch_place(request.user, number(request.POST.get("group", "")))
        actions.move(contribution, actor_id=request.user.pk, group=group)
        done(request, _("Moved."))
        return redirect(contribution)
    context = {"contribution": contribution, "places": places(request.user)}
    return render(request, "contributions/move.html", context)


@require_safe
def versions(request: Request, pk: int) -> HttpResponse:
    return _versions(request, fetched(request, "see_versions", pk))


@require_safe
def reply_versions(request: Request, pk: int) -> HttpResponse:
    return _versions(request, fetched_reply(request, "see_versions", pk))


def _versions(request: Request, thing: Contribution | Reply) -> HttpResponse:
    """All texts, and what changed between two: by default the last change."""
    texts = texts_of(thing)
    by_number = {str(text.number): text for text in texts}
    new = by_number.get(request.GET.get("to", ""), texts[-1])
    old = by_number.get(request.GET.get("from", ""), by_number.get(str(new.number - 1), new))
    context = {
        "thing": thing,
        "texts": texts,
        "old": old,
        "new": new,
        "title": compared(old.title, new.title),
        "body": compared(old.body, new.body),
        "own": [
            (name, compared(str(old.own.get(name, "")), str(value)))
            for name, value in new.own.items()
        ],
        "tags": compared(", ".join(old.tags), ", ".join(new.tags)),
    }
    return render(request, "contributions/versions.html", context)
