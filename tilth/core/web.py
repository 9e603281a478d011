from typing import Any, Protocol

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Viewer(Protocol):
    """What the kernel needs to know of somebody who looks. `people.Person` is one."""

    @property
    def pk(self) -> Any: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def is_guest(self) -> bool: ...


class Request(HttpRequest):
    """A request from somebody signed in: the login middleware lets no other reach a view."""

    user: Any  # a people.Person, but this layer knows no people
    htmx: HtmxDetails
    unread: int | None
    """How many notices are new, once it was counted; see `notifications.inbox`."""
