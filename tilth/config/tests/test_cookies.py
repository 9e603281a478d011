from django.conf import settings
from django.test import Client

from tilth.people.models import Person

PASSWORD = "a long enough phrase"  # noqa: S105  (of a test)


def test_no_script_and_no_foreign_page_has_the_cookies(ada: Person) -> None:
    ada.set_password(PASSWORD)
    ada.save()
    form = Client().get("/sign-in/")
    inside = Client().post("/sign-in/", {"login": ada.email, "password": PASSWORD})

    session = inside.cookies[settings.SESSION_COOKIE_NAME]
    for cookie in (session, form.cookies[settings.CSRF_COOKIE_NAME]):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
