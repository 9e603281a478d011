"""Handing out bytes that somebody has just been found to have. The permission is asked for every
time: a browser may keep what it opened, but asks again before it shows it (`no-cache`), so that
whoever lost access is out at once."""

from hashlib import sha256
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified

from tilth.core.web import Request

SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
"""What a browser puts around a picture or a film that is opened alone may look as it should."""


class KeptFile:
    """An open file of the storage. The server may take it over by its path (see `config.streams`)
    and send the parts that are asked for, which frees the thread."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.path = default_storage.path(key)
        try:
            self._open = default_storage.open(key)
        except FileNotFoundError:
            # A photograph is changed while a page with the former one is still open, or a disk is
            # lost. The row says that there was something, and there is not.
            raise Http404 from None

    def read(self, size: int = -1) -> bytes:
        read: bytes = self._open.read(size)
        return read

    def close(self) -> None:
        self._open.close()


def hand_out(
    request: Request, key: str, *, media_type: str, name: str, is_opened: bool
) -> HttpResponse:
    """is_opened: a browser may show or play it; everything else it saves."""
    # A key is never written to twice. What it leads to stays secret, hence the digest.
    etag = f'"{sha256(key.encode()).hexdigest()[:24]}"'
    caching = "private, no-cache" if is_opened else "private, no-store"
    headers = {"ETag": etag, "Cache-Control": caching}
    if is_opened and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    kept: Any = KeptFile(key)
    response = FileResponse(kept, as_attachment=not is_opened, filename=name, headers=headers)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Length"] = str(default_storage.size(key))
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response  # type: ignore[return-value]  # FileResponse is a kind of HttpResponse at run time
