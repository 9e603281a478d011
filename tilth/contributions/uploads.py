"""Files that come with a form. They are kept even where the form has to be mended."""

from django import forms
from django.utils import timezone

from tilth import access
from tilth.core.errors import Invalid
from tilth.core.typed import number
from tilth.core.web import Request
from tilth.files.actions import keep, too_large
from tilth.files.limit import too_large_in
from tilth.files.models import File
from tilth.people.models import Person


def keep_uploads(request: Request, form: forms.Form) -> list[int]:
    """The ids of what was uploaded now and of what was kept when the form came back before."""
    ids = [pk for text in request.POST.getlist("kept_files") if (pk := number(text))]
    kept = [file.pk for file in uploads_of(request.user, ids)]
    for name in too_large_in(request):
        form.add_error(None, str(too_large(name)))
    for upload in request.FILES.getlist("files"):
        try:
            file = keep(
                owner_id=request.user.pk,
                name=upload.name or "",
                content=upload,
                size=upload.size or 0,
                now=timezone.now(),
            )
        except Invalid as error:
            form.add_error(None, str(error))
        else:
            kept.append(file.pk)
    return kept


def uploads_of(person: Person, ids: list[int]) -> list[File]:
    """Those that are the person's own and belong to nothing yet."""
    mine = File.objects.filter(pk__in=ids, owner_id=person.pk, thing_type="")
    return list(access.visible(person, mine).order_by("pk"))
