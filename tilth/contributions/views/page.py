from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tilth import access
from tilth.contributions.forms import ReplyForm
from tilth.contributions.kinds import Kind, kinds
from tilth.contributions.models import Contribution, Link
from tilth.contributions.quoting import quotation
from tilth.contributions.shown import hide_if_withdrawn, is_hidden, verbs
from tilth.contributions.thread import WATCHES, Thread
from tilth.core.web import Request
from tilth.drafts.there import draft_of, drafts_of
from tilth.notifications.inbox import mark_read, unread_by
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
    if not request.htmx and unread_by(request):
        mark_read(request.user, contribution_id=pk, now=timezone.now())
        request.unread = None
    draft = draft_of(request.user.pk, request.GET.get("draft", ""))
    quoting = quoted(request, found) if "quote" in request.GET else {}
    return render(request, PAGE, context_of(request.user, found, draft=draft, **quoting))


def quoted(request: Request, contribution: Contribution) -> dict[str, Any]:
    """The form for a comment is open below what `quote` names, and has its words."""
    text = request.GET["quote"]
    pk = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    rows = contribution.replies.filter(withdrawn_at=None).select_related("author", "parent")
    reply = access.fetch(request.user, "view", rows, pk=pk)
    answer = reply if reply.is_answer else reply.parent
    below = answer.pk if answer and answer.is_answer else None
    return {
        "form": ReplyForm(initial={"body": quotation(reply)}, auto_id="answer_%s"),
        "open_parent": below,
        "open_comment": below is None,
        "quotes_below": below is not None,
        "quotes_here": below is None,
    }


def context_of(person: Person, contribution: Contribution, **more: Any) -> dict[str, Any]:
    """What the page of a contribution needs, and each fragment of it."""
    hide_if_withdrawn(person, contribution)
    thread = Thread.of(person, contribution)
    links = pointed_to(person, contribution)
    forms = [f"answer-{contribution.pk}", f"comment-{contribution.pk}"]
    return {
        "contribution": contribution,
        "kind": contribution.its_kind,
        "thread": thread,
        "drafts": drafts_of(
            person.pk, [*forms, *(f"reply-{each.reply.pk}" for each in thread.answers)]
        ),
        "can": verbs(person, contribution),
        "watching": WATCHES in thread.mine,
        "original": links.pop(contribution.duplicate_of_id or 0, None),
        "links": list(links.values()),
        "drawn": {},
        "form": ReplyForm(auto_id="answer_%s"),
        **more,
    }


def pointed_to(person: Person, contribution: Contribution) -> dict[int, Contribution]:
    """What it links to and is a duplicate of, as far as the person sees it. In two steps: asked
    for in one, with OR, databases go through all contributions there are."""
    if is_hidden(person, contribution):
        return {}
    ids = set(Link.objects.filter(contribution=contribution).values_list("target_id", flat=True))
    if contribution.duplicate_of_id:
        ids.add(contribution.duplicate_of_id)
    if not ids:
        return {}
    found = access.visible(person, Contribution.objects.filter(pk__in=ids, withdrawn_at=None))
    return {each.pk: each for each in found.defer("html").order_by("pk")}
