"""Errors as RFC 9457 problem documents, declared once for every operation."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from tilth.core.errors import Invalid, Refused
from tilth.files.actions import TooLarge, too_large
from tilth.files.limit import too_large_in

PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
ANY_PROBLEM = {
    "description": "What went wrong.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


class ProblemAPI(NinjaAPI):
    """A ninja whose every error, also one that a view never saw, is a problem document."""

    def set_default_exception_handlers(self) -> None:
        super().set_default_exception_handlers()
        for error_type in (Http404, PermissionDenied, Refused, HttpError, ValidationError):
            self.add_exception_handler(error_type, lambda request, error: answer_to(error))
        self.add_exception_handler(
            ValidationError, lambda request, error: unread(request) or answer_to(error)
        )

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"]["default"] = ANY_PROBLEM
        return schema


def unread(request: HttpRequest) -> HttpResponse | None:
    """A file is missing since it was too large to be taken."""
    names = too_large_in(request)
    return answer_to(too_large(names[0])) if names else None


def answer_to(error: Exception | type[Exception]) -> HttpResponse:
    match error:
        case Http404():
            return problem(404, _("There is nothing here, or nothing for you to see."))
        case PermissionDenied():
            return problem(403, str(error))
        case TooLarge():
            return problem(413, str(error), errors=[{"field": error.field, "detail": str(error)}])
        case Invalid():
            return problem(422, str(error), errors=[{"field": error.field, "detail": str(error)}])
        case Refused():
            return problem(409, str(error))
        case AuthenticationError():
            return problem(401, _("Send a valid token, as `Authorization: Bearer <token>`."))
        case HttpError():
            return problem(error.status_code, str(error))
        case ValidationError():
            return invalid(error)
    raise TypeError(error)


def refuse_as_problem[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Ninja answers a wrong method by itself, in plain text."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        if response.status_code != 405:
            return response
        refusal = problem(
            405, _("Here is only %(methods)s.") % {"methods": response.headers["Allow"]}
        )
        refusal.headers["Allow"] = response.headers["Allow"]
        return refusal

    return wrapped


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    title = HTTPStatus(status).phrase
    return JsonResponse(
        {"title": title, "status": status, "detail": detail, **more},
        status=status,
        content_type="application/problem+json",
    )


def invalid(error: ValidationError) -> HttpResponse:
    errors = [{"field": ".".join(map(str, e["loc"][1:])), "detail": e["msg"]} for e in error.errors]
    return problem(422, _("Some values are missing or wrong; see `errors`."), errors=errors)
