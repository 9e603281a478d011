"""What needs somebody: at most five things, each with its reason. Nothing is counted up to it, and
what they do not care for goes away by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tilth import access
from tilth.access import scope
from tilth.contributions.models import Contribution, TagFollow, Tagging
from tilth.core.web import Request
from tilth.groups.models import Group, Petition
from tilth.people.models import Person

MOST = 5
OF_EACH = 2
PATIENCE = timedelta(days=1)  # a question waits so long before others are asked to look
LOOKS_BACK = timedelta(days=90)
LOOKED_AT = 40  # of the newest that bear such a tag


@dataclass(frozen=True)
class Waits:
    title: str
    url: str
    reason: str


@require_safe
def needs(request: Request) -> HttpResponse:
    """A fragment, for the column beside the stream."""
    found = list(waiting(request.user, now=timezone.now()))[:MOST]
    return render(request, "home/needs.html", {"needs": found})


def waiting(person: Person, *, now: datetime) -> Iterator[Waits]:
    """The most personal first. Six queries, whatever there is."""
    yield from invitations(person)
    yield from petitions(person)
    yield from own_questions(person, now)
    yield from open_questions(person, now)


def invitations(person: Person) -> Iterator[Waits]:
    mine = Petition.objects.filter(person_id=person.pk, invited_by__isnull=False)
    for petition in mine.select_related("group", "invited_by").order_by("-made_at")[:OF_EACH]:
        inviter = petition.invited_by
        yield Waits(
            petition.group.name,
            petition.group.get_absolute_url(),
            _("%(name)s invites you.") % {"name": inviter.shown_name if inviter else ""},
        )


def petitions(person: Person) -> Iterator[Waits]:
    """Of groups they are a member of and garden: from above one need not be asked at once."""
    tended = scope(person).gardens & scope(person).members
    asked = Petition.objects.filter(group_id__in=tended, invited_by=None)
    groups = Group.objects.filter(pk__in=asked.values("group_id")).order_by("name")
    for group in groups[:OF_EACH]:
        yield Waits(
            _("Somebody wants into %(group)s") % {"group": group.name},
            reverse("group-members", args=[group.pk]),
            _("You are its gardener."),
        )


def own_questions(person: Person, now: datetime) -> Iterator[Waits]:
    mine = Contribution.objects.filter(
        author_id=person.pk,
        kind="question",
        state="open",
        reply_count__gt=0,
        active_at__gt=now - LOOKS_BACK,
    )
    for question in access.visible(person, mine).order_by("-active_at")[: 2 * OF_EACH]:
        if answers := question.card.get("answers", 0):
            said = ngettext("It has %(n)s answer.", "It has %(n)s answers.", answers)
            yield Waits(
                question.title,
                question.get_absolute_url(),
                _("Did it help?") + " " + said % {"n": answers},
            )


def open_questions(person: Person, now: datetime) -> Iterator[Waits]:
    """That nobody has answered yet, and that bear a tag they follow."""
    followed = TagFollow.objects.filter(person_id=person.pk).values_list("tag_id", flat=True)
    tagged = Tagging.objects.filter(
        tag_id__in=list(followed),
        created_at__lt=now - PATIENCE,
        created_at__gt=now - LOOKS_BACK,
    )
    newest = tagged.filter(scope(person).where()).order_by("-created_at")
    ids = list(newest.values_list("contribution_id", flat=True)[:LOOKED_AT])
    open_ones = Contribution.objects.filter(pk__in=ids, listed=True, awaits=True)
    rows = access.visible(person, open_ones.exclude(author_id=person.pk))
    for question in rows.order_by("-created_at")[:OF_EACH]:
        yield Waits(
            question.title,
            question.get_absolute_url(),
            _("Nobody has answered yet, and you follow a tag of it."),
        )
