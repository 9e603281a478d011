from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import gettext as _
from ninja import Status
from ninja.errors import HttpError

from tilth.core.errors import Invalid
from tilth.core.web import Request
from tilth.once.keys import UsedForAnother, digest_of, once


def idempotent(operation: Callable[..., Status[Any]]) -> Callable[..., Status[Any]]:
    """Repeat the stored answer to a write whose Idempotency-Key the person has used before."""

    @wraps(operation)
    def answered_once(request: Request, *args: Any, **kwargs: Any) -> Status[Any]:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return operation(request, *args, **kwargs)

        def work() -> tuple[int, Any]:
            answer = operation(request, *args, **kwargs)
            value = answer.value
            return answer.status_code, None if value is None else value.model_dump(mode="json")

        # Of an upload Django has read the stream already; its length must do.
        body = b"" if request.FILES else request.body
        length = request.headers.get("Content-Length", "")
        request_digest = digest_of(request.method or "", request.get_full_path(), length, body)
        try:
            (status, value), _repeated = once(
                person_id=request.user.pk, key=key, request_digest=request_digest, work=work
            )
        except UsedForAnother:
            raise HttpError(422, _("This Idempotency-Key was used for another request.")) from None
        except Invalid as error:
            raise HttpError(422, str(error)) from None
        return Status(status, value)

    return answered_once
