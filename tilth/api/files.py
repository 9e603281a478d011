from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Router, Status, UploadedFile

from tilth.api.idempotency import idempotent
from tilth.api.shapes import FileOut
from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.files import actions

router = Router(tags=["files"])


@router.post("", response={201: FileOut})
@idempotent
def upload(request: Request, file: File[UploadedFile]) -> Status[Any]:
    if file.name is None or file.size is None:
        raise Invalid(_("The file has no name."), field="file")
    kept = actions.keep(
        owner_id=request.user.pk,
        name=file.name,
        content=file,
        size=file.size,
        now=timezone.now(),
    )
    return Status(201, FileOut.of(request, kept))
