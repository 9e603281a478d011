"""Where our rules meet allauth's sign-in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest  # noqa: TID251  (part of allauth's views)
from django.urls import reverse

from tilth.people.models import Person


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: int) -> Person | None:
        """With their unit, which the frame of each page shows."""
        person = Person.objects.select_related("unit").filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited; nobody signs up."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to what somebody typed when their session ran out, if there is any."""
        if request.session.get("kept"):
            return reverse("kept")
        return str(super().get_login_redirect_url(request))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "you have signed in": the page says so itself."""
