from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tilth import access
from tilth.contributions.forms import ReplyForm
from tilth.contributions.kinds import Kind, kinds
from tilth.contributions.models import Contribution, Watch
from tilth.contributions.shown import hide_if_withdrawn, verbs
from tilth.contributions.thread import Thread
from tilth.core.web import Request
from tilth.notifications.inbox import mark_read
from tilth.people.models import Person

PAGE = "contributions/contribution.html"
THREAD = "contributions/thread.html"


def kind_of(prefix: str) -> Kind:
    for kind in kinds.values():
        if kind.prefix == prefix:
            return kind
    raise Http404


def fetched(request: Request, verb: str, pk: int, prefix: str | None = None) -> Contribution:
    """Of its kind, so that the kind's policy is asked. Without a prefix its kind is looked up."""
    if prefix is None:
        model = access.fetch(request.user, "view", Contribution.objects.all(), pk=pk).its_kind.model
    else:
        model = kind_of(prefix).model
    rows = model._default_manager.select_related("author", "group")
    return access.fetch(request.user, verb, rows, pk=pk)


@require_safe
def contribution(request: Request, prefix: str, pk: int) -> HttpResponse:
    found = fetched(request, "view", pk, prefix)
    if not request.htmx and request.user.notifications.filter(read_at=None).exists():
        mark_read(request.user, contribution_id=pk, now=timezone.now())
    return render(request, PAGE, context_of(request.user, found))


def context_of(person: Person, contribution: Contribution, **more: Any) -> dict[str, Any]:
    """What the page of a contribution needs, and each fragment of it."""
    hide_if_withdrawn(person, contribution)
    watch = Watch.objects.filter(contribution=contribution, person_id=person.pk).first()
    pointed_to = Q(linked_from__contribution=contribution) | Q(pk=contribution.duplicate_of_id)
    linked = access.visible(person, Contribution.objects.filter(pointed_to, withdrawn_at=None))
    links = {each.pk: each for each in linked.defer("body", "html")}
    return {
        "contribution": contribution,
        "kind": contribution.its_kind,
        "thread": Thread.of(person, contribution),
        "can": verbs(person, contribution),
        "watching": watch is not None and not watch.muted,
        "original": links.pop(contribution.duplicate_of_id or 0, None),
        "links": list(links.values()),
        "form": ReplyForm(auto_id="answer_%s"),
        **more,
    }
