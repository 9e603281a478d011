from collections.abc import Callable

from django import forms
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tilth import access
from tilth.core.done import done
from tilth.core.errors import Invalid
from tilth.core.typed import number
from tilth.core.web import Request
from tilth.files.actions import too_large
from tilth.files.handing import hand_out
from tilth.files.limit import too_large_in
from tilth.people.forms import ProfileForm, WishesForm
from tilth.people.models import Person
from tilth.people.photo import WIDTHS, key_of, remove_photo, show_photo
from tilth.people.profile import LINES, change_profile, change_wishes

SHOWN = 60


@require_safe
def people(request: Request) -> HttpResponse:
    """Those one may see, by name, as far as the words fit: a name, a job, a topic, a place."""
    typed = request.GET.get("q", "")[:200].replace("\0", "")
    after = request.GET.get("after", "")[:200].replace("\0", "")
    here = Person.objects.described(typed)
    rows = access.visible(request.user, here).select_related("unit")
    if after:
        name, _, pk = after.rpartition(" ")
        beyond = Q(name=name, pk__gt=number(pk) or 0)
        rows = rows.filter(Q(name__gt=name) | beyond)
    found = list(rows.order_by("name", "pk")[: SHOWN + 1])
    last = found[SHOWN - 1] if len(found) > SHOWN else None
    context = {
        "people": found[:SHOWN],
        "after": f"{last.name} {last.pk}" if last else "",
        "q": typed,
    }
    return render(request, "people/people.html", context)


@require_http_methods(["GET", "POST"])
def profile(request: Request) -> HttpResponse:
    """What one says of oneself."""
    person: Person = request.user
    said = {**said_by(person), "face": person.face}
    form = ProfileForm(request.POST or None, request.FILES or None, initial=said)
    for name in too_large_in(request):
        form.errors["photo"] = form.error_class([str(too_large(name))])

    def change() -> None:
        photo, removes = form.cleaned_data.pop("photo"), form.cleaned_data.pop("remove_photo")
        if photo:
            show_photo(person, content=photo, name=photo.name, now=timezone.now())
        elif removes:
            remove_photo(person)
        change_profile(person, **form.cleaned_data)

    if save(form, change):
        done(request, _("So you are seen from now on."), draft="profile")
        return redirect(person)
    context = {"form": form, "lines": [form[name] for name in LINES]}
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


@require_safe
def photo(request: Request, pk: int) -> HttpResponse:
    """Their photograph, for whoever may see them; `?large` for pages about them."""
    person = access.fetch(request.user, "view", Person.objects.exclude(photo=""), pk=pk)
    if person.is_unnamed:
        raise Http404
    key = key_of(person.photo, max(WIDTHS) if "large" in request.GET else min(WIDTHS))
    return hand_out(request, key, media_type="image/webp", name="photo.webp", is_opened=True)


def said_by(person: Person) -> dict[str, str]:
    return {name: getattr(person, name) for name in LINES}


@require_http_methods(["GET", "POST"])
def settings(request: Request) -> HttpResponse:
    """How one wants Tilth to be."""
    person: Person = request.user
    names = WishesForm.base_fields
    form = WishesForm(request.POST or None, initial={name: getattr(person, name) for name in names})
    if save(form, lambda: change_wishes(person, **form.cleaned_data)):
        done(request, _("It is as you wish from now on."), draft="settings")
        return redirect("settings")
    return render(
        request, "people/settings.html", {"form": form}, status=422 if form.errors else 200
    )


def save(form: forms.Form, change: Callable[[], None]) -> bool:
    """Whether it was sent and done; what was wrong is said at its field."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        change()
    except Invalid as error:
        field = error.field if error.field in form.fields else None
        form.add_error("photo" if error.field == "file" else field, str(error))
    return not form.errors


@require_safe
def card(request: Request, pk: int) -> HttpResponse:
    """A fragment: who somebody is, to stand beside their name."""
    found = access.fetch(request.user, "view", Person.objects.select_related("unit"), pk=pk)
    return render(request, "people/card.html", {"person": found})
