"""For tilth/core/tests/: the tags every page is drawn with."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from tilth.core.templatetags.tilth import FIELDS, TURNS, ago, face, icon, initials, plot

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass
class Somebody:
    shown_name: str = "Ada Okafor"
    is_guest: bool = False
    is_unnamed: bool = False
    face: str = ""
    photo_url: str = ""


@dataclass
class Some:
    pk: int


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (datetime(2026, 11, 24, 9, 2, tzinfo=UTC), "today, 10:02"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "today, 00:30"),  # yesterday in UTC
        (datetime(2026, 11, 23, 15, 20, tzinfo=UTC), "yesterday, 16:20"),
        (datetime(2026, 11, 25, 8, 0, tzinfo=UTC), "tomorrow, 09:00"),
        (datetime(2026, 11, 20, 8, 0, tzinfo=UTC), "Friday"),
        (datetime(2026, 11, 17, 8, 0, tzinfo=UTC), "17 November"),
        (datetime(2025, 3, 3, 8, 0, tzinfo=UTC), "3 March 2025"),
    ],
)
def test_a_time_is_said_as_the_viewer_would(time: datetime, words: str) -> None:
    with timezone.override(ZoneInfo("Europe/Stockholm")):
        said = ago(time, NOW)
    assert said.endswith(f">{words}</time>")
    assert time.astimezone(ZoneInfo("Europe/Stockholm")).isoformat(timespec="minutes") in said


def test_initials_are_those_of_the_first_and_last_word() -> None:
    names = ["Noor van der Berg", "Ada", "", "(x) y", "o'neil jr"]
    assert [initials(name) for name in names] == ["NB", "A", "", "Y", "OJ"]


def test_a_name_cannot_break_out_of_a_face() -> None:
    assert "<b" not in face(Somebody("ℵ<b <b>"))
    assert ' class="face big initials tone-' in face(Somebody(), "big")
    assert "guest" in face(Somebody(is_guest=True))


def test_a_group_keeps_its_drawing_and_neighbours_differ() -> None:
    assert plot(Some(7)) == plot(Some(7 + len(FIELDS) * TURNS)) != plot(Some(8))


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in icon("check")
    assert 'aria-label="a&lt;b&quot;"' in icon("check", label='a<b"')


@pytest.mark.parametrize(
    ("path", "current"), [("/groups/", "page"), ("/groups/3/", "true"), ("/people/", None)]
)
def test_the_place_one_is_in_is_marked(path: str, current: str | None) -> None:
    request = RequestFactory().get(path)
    text = Template('{% here "/groups/" %}').render(Context({"request": request}))
    assert text == (f' aria-current="{current}"' if current else "")
