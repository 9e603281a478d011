from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tilth import access
from tilth.core.web import Request
from tilth.people.models import Person

SHOWN = 60


@require_safe
def people(request: Request) -> HttpResponse:
    """Those one may see, by name, as far as the words fit."""
    typed = request.GET.get("q", "")[:200].replace("\0", "")
    after = request.GET.get("after", "")[:200].replace("\0", "")
    here = Person.objects.called(typed).filter(left_at=None)
    rows = access.visible(request.user, here).select_related("unit")
    if after:
        name, _, pk = after.rpartition(" ")
        beyond = Q(name=name, pk__gt=int(pk) if pk.isdigit() and len(pk) < 19 else 0)
        rows = rows.filter(Q(name__gt=name) | beyond)
    found = list(rows.order_by("name", "pk")[: SHOWN + 1])
    last = found[SHOWN - 1] if len(found) > SHOWN else None
    context = {
        "people": found[:SHOWN],
        "after": f"{last.name} {last.pk}" if last else "",
        "q": typed,
    }
    return render(request, "people/people.html", context)
