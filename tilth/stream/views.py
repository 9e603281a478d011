from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from tilth import access
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Tag, TagFollow
from tilth.contributions.tags import explained, explanations, follow_tag, seen, unfollow_tag
from tilth.core.cursor import Cursor
from tilth.core.text import tag_name
from tilth.core.web import Request
from tilth.groups.above import known_above
from tilth.groups.models import Group, Membership, Petition, Role
from tilth.groups.prompts import prompt_of
from tilth.people.actions import follow_person, unfollow_person
from tilth.people.models import Person, StreamOrder
from tilth.stream.about import about_person
from tilth.stream.reader import Page, listing, read
from tilth.stream.select import Filters, Order
from tilth.stream.sources import Reason, Source

TAGS_SHOWN = 12
PEOPLE_SHOWN = 12


def cursor_of(request: Request) -> Cursor | None:
    try:
        return Cursor.parse(request.GET["before"]) if "before" in request.GET else None
    except ValueError:
        raise Http404 from None


def filters_of(request: Request) -> Filters:
    """What was chosen; a group or tag that one may not see is as one that does not exist."""
    kind = request.GET.get("kind", "")
    if kind and kind not in kinds:
        raise Http404
    filters = Filters(kind=kind, unanswered="unanswered" in request.GET)
    if text := request.GET.get("group", ""):
        group = access.fetch(request.user, "read", Group.objects.all(), pk=number(text))
        filters = replace(filters, group_id=group.pk)
    if name := request.GET.get("tag", ""):
        tag = access.fetch(request.user, "view", Tag.objects.all(), name=tag_name(name))
        filters = replace(filters, tag_id=tag.pk)
    return filters


def number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)


def order_of(request: Request) -> Order:
    wish = request.GET.get("order", request.user.stream_order)
    return "newest" if wish == StreamOrder.NEWEST else "active"


def pages(request: Request, page: Page, template: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or for "More" the items alone."""
    query = request.GET.copy()
    if page.next is not None:
        query["before"] = str(page.next)
    next_url = f"?{query.urlencode()}" if page.next else ""
    shown = {**context, "page": page, "next_url": next_url}
    if request.htmx and "before" in request.GET:
        return render(request, "stream/items.html", shown)
    return render(request, template, shown)


@require_safe
def stream(request: Request) -> HttpResponse:
    if "new-since" in request.GET:
        return new_since(request)
    filters, order = filters_of(request), order_of(request)
    now = timezone.now()
    page = read(request.user, order=order, before=cursor_of(request), filters=filters, now=now)
    context = {
        "filters": filters,
        "order": order,
        "kinds": kinds.values(),
        "prompt": prompt_of(),
        "now": now,
        "shows_reasons": True,
    }
    return pages(request, page, "stream/stream.html", context)


def new_since(request: Request) -> HttpResponse:
    """A fragment: what came in since the page was made, to be put on top when one asks for it."""
    since = parse_datetime(request.GET["new-since"].replace(" ", "+"))
    if since is None or since.tzinfo is None:
        raise Http404
    page = read(
        request.user, order="newest", filters=filters_of(request), limit=50, now=timezone.now()
    )
    new = [item for item in page.items if item.contribution.created_at > since]
    context = {
        "page": Page(new, next=None),
        "shows_reasons": True,
        "count": len(new),
        "now": timezone.now(),
    }
    return render(request, "stream/new.html", context)


@require_safe
def group(request: Request, pk: int) -> HttpResponse:
    """What is in it for whoever reads it; name, purpose and gardeners for the others."""
    found = access.fetch(request.user, "view", Group.objects.select_related("parent"), pk=pk)
    readable = bool(access.can(request.user, "read", found))
    filters, order = filters_of(request), order_of(request)
    now = timezone.now()
    source = Source(Reason.GROUP, found.pk)
    page = (
        listing(
            request.user,
            source,
            order=order,
            before=cursor_of(request),
            filters=replace(filters, group_id=None),
            now=now,
        )
        if readable
        else Page([], next=None)
    )
    context = {"group": found, "readable": readable, "filters": filters, "order": order, "now": now}
    if "before" not in request.GET:
        context |= about_group(request.user, found, readable)
    return pages(request, page, "stream/group.html", context)


def about_group(person: Person, group: Group, readable: bool) -> dict[str, Any]:
    mine = access.scope(person)
    known = access.visible(person, Group.objects.filter(pk__in=group.ids_above)).in_bulk()
    below = access.visible(person, Group.objects.filter(parent=group)).order_by("name")
    members = Membership.objects.filter(group=group).select_related("person")
    return {
        "above": [known[pk] for pk in known_above(group, known)],
        "below": list(below),
        "gardeners": list(members.filter(role=Role.GARDENER).order_by("since")[:PEOPLE_SHOWN]),
        "membership": members.filter(person_id=person.pk).first(),
        "petition": Petition.objects.filter(group=group, person_id=person.pk).first(),
        "petitions": (
            Petition.objects.filter(group=group, invited_by=None).count()
            if group.pk in mine.gardens
            else 0
        ),
        "can": {
            verb: bool(access.can(person, verb, group))
            for verb in ("contribute", "invite", "garden", "see_members")
        },
        "tags": seen(person, group_id=group.pk, limit=TAGS_SHOWN, most_used_first=True)
        if readable
        else [],
        "kinds": kinds.values(),
        "prompt": prompt_of(group.prompt),
    }


@require_safe
def person(request: Request, pk: int) -> HttpResponse:
    found = access.fetch(request.user, "view", Person.objects.select_related("unit"), pk=pk)
    source = Source(Reason.PERSON, found.pk)
    now = timezone.now()
    page = listing(request.user, source, order="newest", before=cursor_of(request), now=now)
    context = {"person": found, "now": now}
    if "before" not in request.GET:
        context |= about_person(request.user, found)
    return pages(request, page, "stream/person.html", context)


@require_POST
def follow(request: Request, pk: int) -> HttpResponse:
    found = access.fetch(request.user, "view", Person.objects.all(), pk=pk)
    act = unfollow_person if request.POST.get("_method") == "DELETE" else follow_person
    act(follower_id=request.user.pk, followed_id=found.pk)
    return redirect(found)


@require_safe
def tag(request: Request, name: str) -> HttpResponse:
    found = access.fetch(request.user, "view", Tag.objects.all(), name=tag_name(name))
    now, order = timezone.now(), order_of(request)
    page = listing(
        request.user,
        Source(Reason.TAG, found.pk),
        order=order,
        before=cursor_of(request),
        filters=replace(filters_of(request), tag_id=None),
        now=now,
    )
    context = {
        "tag": found,
        "wiki": explanations(request.user, [found.pk]).get(found.pk),
        "follows": TagFollow.objects.filter(tag=found, person=request.user).exists(),
        "filters": filters_of(request),
        "kinds": kinds.values(),
        "order": order,
        "now": now,
    }
    return pages(request, page, "stream/tag.html", context)


@require_POST
def tag_follow(request: Request, name: str) -> HttpResponse:
    found = access.fetch(request.user, "view", Tag.objects.all(), name=tag_name(name))
    act = unfollow_tag if request.POST.get("_method") == "DELETE" else follow_tag
    act(person_id=request.user.pk, tag=found)
    return redirect(found)


@require_safe
def tags(request: Request) -> HttpResponse:
    after = tag_name(request.GET.get("after", ""))
    prefix = tag_name(request.GET.get("q", ""))
    found = seen(request.user, prefix=prefix, after=after, limit=101)
    html = explained(request.user, [each.pk for each in found[:100]])
    context = {
        "tags": [(each, html.get(each.pk, "")) for each in found[:100]],
        "after": found[99].name if len(found) > 100 else "",
        "q": request.GET.get("q", ""),
    }
    return render(request, "stream/tags.html", context)
