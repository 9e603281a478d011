from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tilth import access
from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.typed import number
from tilth.core.web import Request
from tilth.groups import actions, membership
from tilth.groups.above import known_above
from tilth.groups.entrance import Outcome, enter
from tilth.groups.forms import GroupForm
from tilth.groups.founding import may_found
from tilth.groups.joining import end_join_links, make_join_link
from tilth.groups.models import Group, Membership, Petition, Role
from tilth.groups.notes import WORDS
from tilth.once.forms import answer_once
from tilth.people.models import Person

MEMBERS_SHOWN = 100


@require_safe
def groups(request: Request) -> HttpResponse:
    """One's own, invitations, and all that one knows of, as the tree they form."""
    person = request.user
    known = list(access.visible(person, Group.objects.filter(archived_at=None)).order_by("path"))
    ids = {group.pk for group in known}
    mine = access.scope(person).members
    rows = [
        {
            "group": group,
            "depth": len(known_above(group, ids)),
            "mine": group.pk in mine,
            "readable": bool(access.can(person, "read", group)),
        }
        for group in in_tree_order(known, ids)
    ]
    invitations = Petition.objects.filter(person_id=person.pk, invited_by__isnull=False)
    context = {
        "rows": rows,
        "invitations": invitations.select_related("group", "invited_by"),
        "may_found": not person.is_guest,
    }
    return render(request, "groups/groups.html", context)


def in_tree_order(groups: list[Group], ids: set[int]) -> list[Group]:
    """By name, each below its parent where one knows that."""
    names = {group.pk: group.name.casefold() for group in groups}

    def key(group: Group) -> list[tuple[str, int]]:
        return [(names[pk], pk) for pk in [*known_above(group, ids), group.pk]]

    return sorted(groups, key=key)


def possible_parents(person: Person, group: Group | None) -> list[tuple[int, str]]:
    """Where a group may be put: for a new one wherever one writes, else where one gardens too."""
    mine = access.scope(person)
    if group is not None:
        above = Q(pk=group.parent_id or 0)
        gardened = Q(pk__in=mine.gardens) & ~Q(path__startswith=group.path)
        known = access.visible(person, Group.objects.filter(above | gardened))
        return list(known.order_by("name").values_list("pk", "name"))
    found = Group.objects.filter(pk__in=mine.members - mine.reads_only, archived_at=None)
    return list(found.order_by("name").values_list("pk", "name"))


@require_http_methods(["GET", "POST"])
def found(request: Request) -> HttpResponse:
    may_found(request.user, None)
    parents = possible_parents(request.user, None)
    form = GroupForm(request.POST or None, initial=request.GET.dict(), parents=parents)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        parent = may_found(request.user, given.pop("parent"))

        def work() -> str:
            group = actions.create_group(
                actor_id=request.user.pk, parent=parent, now=timezone.now(), **given
            )
            done(request, _("The group is there. Invite those it is for."), draft="group-new")
            return group.get_absolute_url()

        try:
            return answer_once(request, work)
        except Invalid as error:
            form.add_error(error.field or None, str(error))
    status = 422 if form.errors else 200
    return render(request, "groups/form.html", {"form": form, "group": None}, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    group = access.fetch(request.user, "garden", Group.objects.all(), pk=pk)
    parents = possible_parents(request.user, group)
    said = ("name", "kind", "purpose", "rule", "prompt", "visibility")
    initial = {name: getattr(group, name) for name in said}
    # A parent that one does not know is none to one, and stays as it is.
    known = {parent_id for parent_id, _name in parents}
    initial["parent"] = group.parent_id if group.parent_id in known else None
    form = GroupForm(request.POST or None, initial=initial, parents=parents)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        parent = group.parent
        if given["parent"] != initial["parent"]:
            parent = Group.objects.filter(pk=given["parent"]).first()
            if parent is not None:
                parent = access.fetch(request.user, "garden", Group.objects.all(), pk=parent.pk)
        try:
            actions.change_group(
                actor_id=request.user.pk,
                group=group,
                now=timezone.now(),
                **{**given, "parent": parent},
            )
        except Invalid as error:
            form.add_error(error.field or None, str(error))
        else:
            done(request, _("Changed."), draft=f"group-{pk}")
            return redirect(group)
    status = 422 if form.errors else 200
    return render(request, "groups/form.html", {"form": form, "group": group}, status=status)


@require_POST
def archive(request: Request, pk: int) -> HttpResponse:
    group = access.fetch(request.user, "garden", Group.objects.all(), pk=pk)
    if request.POST.get("_method") == "DELETE":
        actions.reopen_group(actor_id=request.user.pk, group=group)
    else:
        actions.archive_group(actor_id=request.user.pk, group=group, now=timezone.now())
    return redirect(group)


@require_http_methods(["GET", "POST"])
def members(request: Request, pk: int) -> HttpResponse:
    """Who is in it, who wants in, and inviting."""
    group = access.fetch(request.user, "see_members", Group.objects.all(), pk=pk)
    fault = ""
    typed = request.POST.get("who", "")
    if request.method == "POST":
        person = person_typed(request.user, typed)
        if person is None:
            fault = _("Nobody here is called that. Type the address, the handle or the whole name.")
        else:
            outcome = enter(request.user, group, person, None, timezone.now())
            done(request, said(outcome, person.shown_name))
            return redirect("group-members", pk=pk)
    gardens = bool(access.can(request.user, "garden", group))
    after = number(request.GET.get("after", "")) or 0
    rows = group.memberships.select_related("person").filter(pk__gt=after)
    found = list(rows.order_by("pk")[: MEMBERS_SHOWN + 1])
    context = {
        "group": group,
        "members": found[:MEMBERS_SHOWN],
        "after": found[MEMBERS_SHOWN - 1].pk if len(found) > MEMBERS_SHOWN else None,
        "petitions": group.petitions.select_related("person", "invited_by") if gardens else [],
        "notes": [
            (note.actor, WORDS.get(note.what, note.what), note.at)
            for note in group.notes.select_related("actor").order_by("-at")[:20]
        ],
        "gardens": gardens,
        "has_link": gardens and group.join_links.filter(ends_at__gt=timezone.now()).exists(),
        "may_invite": gardens or bool(access.can(request.user, "invite", group)),
        "roles": Role.choices,
        "fault": fault,
        "typed": typed,
    }
    return render(request, "groups/members.html", context, status=422 if fault else 200)


@require_POST
def join_link(request: Request, pk: int) -> HttpResponse:
    """A new link into the group, shown once; or an end of the one there is."""
    group = access.fetch(request.user, "garden", Group.objects.all(), pk=pk)
    if request.POST.get("_method") == "DELETE":
        end_join_links(group=group)
        done(request, _("The link has ended."))
        return redirect("group-members", pk=pk)
    token = make_join_link(actor_id=request.user.pk, group=group, now=timezone.now())
    link = request.build_absolute_uri(reverse("join", args=[token]))
    return render(request, "groups/made-link.html", {"group": group, "link": link})


def person_typed(viewer: Person, text: str) -> Person | None:
    """Found by address, handle, or a name that one person bears."""
    text = text.replace("\0", "").strip()
    seen = access.visible(viewer, Person.objects.all())
    for lookup in ({"email": text.lower()}, {"handle": text.lower().removeprefix("@")}):
        if person := seen.filter(**lookup).first():
            return person
    named = list(seen.filter(name__iexact=text)[:2])
    return named[0] if len(named) == 1 else None


def said(outcome: Outcome, name: str) -> str:
    return {
        Outcome.MEMBER: _("%(name)s is a member."),
        Outcome.ASKED: _("%(name)s has asked to be let in."),
        Outcome.INVITED: _("%(name)s is invited."),
    }[outcome] % {"name": name}


@require_POST
def member(request: Request, pk: int, person: str) -> HttpResponse:
    """`me` or a number; `_method=DELETE` takes out. What is meant by it is in `entrance`."""
    group = access.fetch(request.user, "view", Group.objects.all(), pk=pk)
    whom = request.user
    if person != "me":
        if not person.isascii() or not person.isdigit() or len(person) > 18:
            raise Http404
        whom = access.fetch(request.user, "view", Person.objects.all(), pk=int(person))
    if request.POST.get("_method") == "DELETE":
        if whom.pk != request.user.pk:
            access.check(request.user, "garden", group)
        membership.remove(actor_id=request.user.pk, group=group, person_id=whom.pk)
        done(request, _("Done."))
        still_seen = access.visible(request.user, Group.objects.filter(pk=pk)).exists()
        return redirect(group if still_seen else "groups")
    role = request.POST.get("role") or None
    if role is not None and role not in Role.values:
        raise Http404
    outcome = enter(request.user, group, whom, role, timezone.now())
    if whom.pk != request.user.pk:
        return redirect("group-members", pk=pk)
    if outcome is Outcome.ASKED:
        done(request, _("Asked. A gardener of the group says yes or no."))
    return redirect(group)


@require_http_methods(["GET", "POST"])
def administration(request: Request) -> HttpResponse:
    """All groups, hidden ones too, without what is in them. For administrators, who can become a
    member from here; the group is shown that they did."""
    if not request.user.is_admin or request.user.is_guest:
        raise PermissionDenied(_("This page is for the administrators of the installation."))
    if request.method == "POST":
        group = Group.objects.filter(pk=number(request.POST.get("group", "")) or 0).first()
        if group is None:
            raise Http404
        membership.let_in(
            actor_id=request.user.pk,
            group=group,
            person_id=request.user.pk,
            note="came_as_admin",
            now=timezone.now(),
        )
        return redirect(group)
    rows = Group.objects.order_by("path")
    mine = set(Membership.objects.filter(person=request.user).values_list("group_id", flat=True))
    return render(request, "groups/administration.html", {"groups": rows, "mine": mine})
