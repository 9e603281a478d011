from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NoLargerThanAllowed(FileUploadHandler):
    """Counts while an upload comes in. Of a file that is too large nothing is kept; the rest of the
    form is, so that what was typed beside it is not lost. See `too_large_in`."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > settings.MAX_UPLOAD:
            request: Any = self.request
            request.too_large = [*too_large_in(request), self.file_name or ""]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep it."""


def too_large_in(request: Any) -> list[str]:
    """The names of files that came with a request and were not taken."""
    return getattr(request, "too_large", [])
