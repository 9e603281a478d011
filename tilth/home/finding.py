"""The page of the search, and what is like a question that is being typed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tilth import access
from tilth.contributions.kinds import kinds
from tilth.contributions.models.tag import url_of_tag
from tilth.contributions.tags import seen
from tilth.core.text import tag_name
from tilth.core.typed import number
from tilth.core.web import Request
from tilth.groups.models import Group
from tilth.people.models import Person
from tilth.search.find import find
from tilth.search.highlight import highlight
from tilth.search.results import Shown, results
from tilth.search.similar import similar as like

TYPES = ("contribution", "reply", "person", "group", "tag")
LONGEST = 1000
LONGEST_TAG = 60
TAGS_SHOWN = 3


@require_safe
def search(request: Request) -> HttpResponse:
    typed = request.GET.get("q", "")[:LONGEST]
    wanted: dict[str, Any] = {}
    kind, group_text = request.GET.get("kind", ""), request.GET.get("group", "")
    if kind in kinds:
        wanted["kinds"] = [kind]
    elif kind in TYPES:
        wanted["types"] = [kind]
    group = None
    if group_text.isascii() and group_text.isdigit() and len(group_text) < 19:
        group = access.visible(request.user, Group.objects.filter(pk=int(group_text))).first()
        # One that is not seen is searched like one that does not exist: nothing is in it.
        wanted["group_ids"] = [int(group_text)] if group else [0]
    try:
        found = find(
            request.user,
            typed,
            typing="typing" in request.GET,
            after=request.GET.get("after") or None,
            **wanted,
        )
    except ValueError:
        raise Http404 from None
    query = request.GET.copy()
    if found.next:
        query["after"] = found.next
    first = not request.GET.get("after") and not wanted
    shown = [
        *(tags_like(request.user, typed) if first else []),
        *results(request.user, found.hits, typed),
    ]
    context = {
        "q": typed,
        "results": [(result, kinds.get(result.kind)) for result in shown],
        "next_url": f"?{query.urlencode()}" if found.next else "",
        "kind": kind,
        "kinds": kinds.values(),
        "group": group,
    }
    if request.htmx and "after" in request.GET:
        return render(request, "home/search.html#results", context)
    return render(request, "home/search.html", context)


def tags_like(person: Person, typed: str) -> list[Shown]:
    """Tags that begin with what was typed, as far as the person reads something that bears them."""
    begins = tag_name(typed[:LONGEST_TAG])
    found = seen(person, prefix=begins, limit=TAGS_SHOWN, most_used_first=True) if begins else []
    return [
        Shown(
            type="tag",
            object_id=tag.pk,
            contribution_id=None,
            kind="",
            url=url_of_tag(tag.name),
            title=highlight(tag.name, typed),
            snippet=[],
        )
        for tag in found
    ]


@require_safe
def similar(request: Request) -> HttpResponse:
    """A fragment: what was asked before in like words, as far as one may see it."""
    typed = (request.GET.get("q") or request.GET.get("title") or "")[:LONGEST]
    but = number(request.GET.get("but", "")) or 0
    hits = like(
        request.user,
        typed,
        types=["contribution"],
        kinds=["question"],
        but=("contribution", but),
    )
    found = results(request.user, hits, typed)
    context = {"results": found, "q": typed, "typing": "typing" in request.GET}
    return render(request, "home/similar.html", context)
