"""What every page has around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from tilth.core.web import Request
from tilth.groups.models import Membership
from tilth.notifications.inbox import unread_by
from tilth.people.company import company_name
from tilth.people.models import Person

GROUPS_SHOWN = 8
THEMES = {"light", "dark"}


@dataclass(frozen=True)
class Row:
    """A group in the rail. Not a model object: the rail is on every page, and wants only this."""

    pk: int
    name: str

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.pk])


def groups_shown(person: Person) -> list[Row]:
    mine = Membership.objects.filter(person_id=person.pk, group__archived_at=None)
    names = mine.order_by("group__name", "group_id").values_list("group_id", "group__name")
    return [Row(pk, name) for pk, name in names[:GROUPS_SHOWN]]


class Rail:
    """Asked only as far as the page shows it: a fragment has no rail and pays nothing."""

    def __init__(self, request: Request) -> None:
        self.groups = groups_shown(request.user)
        self.unread = unread_by(request)


def frame(request: HttpRequest) -> Mapping[str, Any]:
    theme = request.COOKIES.get("theme", "")
    shown = {
        "theme": theme if theme in THEMES else "",
        "company": SimpleLazyObject(company_name),
    }
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return shown
    return {
        **shown,
        "rail": SimpleLazyObject(lambda: Rail(cast("Request", request))),
        "most_megabytes": settings.MAX_UPLOAD // 2**20,
    }
