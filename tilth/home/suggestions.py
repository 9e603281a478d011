"""Lists that appear while somebody types."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tilth import access
from tilth.contributions.tags import seen
from tilth.core.text import tag_name
from tilth.core.web import Request
from tilth.people.models import Person

MOST = 8
LONGEST = 60


@require_safe
def people(request: Request) -> HttpResponse:
    """For an `@`: those one may see, by the beginning of the handle or of a name."""
    typed = request.GET.get("q", "").replace("\0", "").strip().lower().removeprefix("@")[:LONGEST]
    begins = (
        Q(handle__startswith=typed) | Q(name__istartswith=typed) | Q(name__icontains=f" {typed}")
    )
    rows = access.visible(request.user, Person.objects.filter(begins, left_at=None))
    found = [person for person in rows.order_by("name")[: 3 * MOST] if person.is_active][:MOST]
    return items(
        {"value": f"@{person.handle}", "label": person.name, "note": person.company}
        for person in found
    )


@require_safe
def tags(request: Request) -> HttpResponse:
    """For a `#`: those of what one may read."""
    typed = tag_name(request.GET.get("q", "")[:LONGEST])
    found = seen(request.user, prefix=typed, limit=MOST, most_used_first=True)
    return items({"value": tag.name, "label": tag.name, "note": str(tag.count)} for tag in found)


def items(found: Any) -> HttpResponse:
    return JsonResponse({"items": list(found)})
