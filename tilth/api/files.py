from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Status, UploadedFile

from tilth.api.idempotency import idempotent
from tilth.api.shapes import FileOut
from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.files import actions
from tilth.files.models import MAX_DESCRIPTION

router = Router(tags=["files"])


@router.post("", response={201: FileOut})
def upload(
    request: Request,
    file: File[UploadedFile],
    description: Annotated[str, Form(max_length=MAX_DESCRIPTION)] = "",
) -> Status[Any]:
    """A picture is made anew (WebP, upright, without where it was taken); `type` and `size` say
    what is kept. `description`: what is to be seen, for whoever does not see it."""
    if file.name is None:
        raise Invalid(_("The file has no name."), field="file")
    # A picture takes a second, in which nobody else could write: before the transaction.
    with actions.taken_in(file, name=file.name) as incoming:
        return record(request, incoming, description)


@idempotent
def record(request: Request, incoming: actions.Incoming, description: str) -> Status[Any]:
    kept = actions.record(
        incoming, owner_id=request.user.pk, description=description, now=timezone.now()
    )
    return Status(201, FileOut.of(request, kept))
