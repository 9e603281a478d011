"""What people say of themselves, and by what they are found."""

import pytest

from tilth.conftest import api, sign_in
from tilth.events.dispatcher import deliver_pending
from tilth.people.models import Person

SAID = {
    "job": "fitter, hall 2",
    "town": "Kirkhaven",
    "speaks": "English, Twi",
    "ask_about": "couplings, shaft alignment",
    "face": "kofi",
}


def test_what_one_says_is_on_ones_page(ada: Person, grace: Person) -> None:
    answer = sign_in(ada).post("/people/me/edit/", SAID)
    page = sign_in(grace).get(f"/people/{ada.pk}/").content.decode()

    assert answer.headers["Location"] == f"/people/{ada.pk}/"
    for words in ("fitter, hall 2", "Kirkhaven", "English, Twi", "shaft alignment"):
        assert words in page
    assert "faces/kofi" in page


def test_one_is_found_by_what_one_can_be_asked_about(ada: Person, grace: Person) -> None:
    sign_in(ada).post("/people/me/edit/", SAID)
    while deliver_pending():
        pass

    found = api(grace).get("/api/v1/search", {"q": "coupling"}).json()["items"]
    listed = sign_in(grace).get("/people/", {"q": "alignment kirkhaven"}).content.decode()

    assert [(each["type"], each["id"]) for each in found] == [("person", ada.pk)]
    assert f"/people/{ada.pk}/" in listed
    assert f"/people/{grace.pk}/" not in listed.split("<main")[1]


def test_a_guest_finds_nobody_they_do_not_meet(ada: Person, gus: Person) -> None:
    sign_in(ada).post("/people/me/edit/", SAID)

    assert "hall 2" not in sign_in(gus).get("/people/", {"q": "fitter"}).content.decode()
    assert sign_in(gus).get(f"/people/{ada.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "typed"),
    [("job", "x" * 101), ("ask_about", "y" * 301), ("face", "nobody")],
)
def test_what_does_not_fit_is_named_and_stays(field: str, typed: str, ada: Person) -> None:
    answer = sign_in(ada).post("/people/me/edit/", {**SAID, field: typed})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert "shaft alignment" in page or field == "ask_about"
    ada.refresh_from_db()
    assert ada.job == ""


def test_wishes_are_kept(ada: Person) -> None:
    sign_in(ada).post(
        "/settings/",
        {
            "language": "en",
            "time_zone": "Asia/Tokyo",
            "stream_order": "newest",
            "mutes_company": "1",
        },
    )

    ada.refresh_from_db()
    kept = (ada.language, ada.time_zone, ada.stream_order, ada.mutes_company, ada.single_keys)
    assert kept == ("en", "Asia/Tokyo", "newest", True, False)
    assert 'data-shortcut-single-value="false"' in sign_in(ada).get("/").content.decode()


def test_a_time_zone_that_there_is_not_is_refused(ada: Person) -> None:
    answer = sign_in(ada).post(
        "/settings/", {"time_zone": "Atlantis/Central", "stream_order": "newest"}
    )

    assert answer.status_code == 422
    ada.refresh_from_db()
    assert ada.time_zone == "UTC"


def test_of_somebody_without_a_name_nothing_is_said(
    ada: Person, grace: Person, settings: object
) -> None:
    """Where the company does not name those who have left."""
    sign_in(ada).post("/people/me/edit/", SAID)
    settings.FORMER_COLLEAGUES = "unnamed"  # type: ignore[attr-defined]
    ada.refresh_from_db()
    ada.left_at = ada.joined_at
    ada.save(update_fields=["left_at"])

    page = sign_in(grace).get(f"/people/{ada.pk}/").content.decode()

    for words in ("fitter", "Twi", "shaft alignment", "faces/kofi", "Ada"):
        assert words not in page.split("<main")[1]
