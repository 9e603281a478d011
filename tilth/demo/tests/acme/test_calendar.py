from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tilth.demo.calendar import SATURDAY, calendar
from tilth.demo.company import read_company
from tilth.demo.story import story
from tilth.demo.threads import At, Thread, threads

LONDON = ZoneInfo("Europe/London")
# Early and late on each day of a week, and the days around the two changes of the clock.
MOMENTS = [datetime(2026, 3, day, hour, 7, tzinfo=UTC) for day in range(2, 9) for hour in (0, 11)]
MOMENTS += [
    datetime(2026, month, day, hour, 30, tzinfo=UTC)
    for month, day in ((3, 29), (3, 30), (10, 25), (10, 26))
    for hour in (0, 1, 2, 9, 23)
]


@pytest.fixture(scope="module")
def written() -> list[Thread]:
    return list(threads())


def test_on_monday_morning_the_last_day_is_friday() -> None:
    monday = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert calendar(monday, LONDON).today == date(2026, 2, 27)
    assert calendar(monday + timedelta(hours=2), LONDON).today == date(2026, 3, 2)
    sunday = datetime(2026, 3, 8, 20, tzinfo=UTC)
    assert calendar(sunday, LONDON).today == date(2026, 3, 6)


def test_what_falls_on_a_weekend_is_moved() -> None:
    days = calendar(datetime(2026, 3, 11, 12, tzinfo=UTC), LONDON)  # a Wednesday
    assert days.at(At(4, 600)) == datetime(2026, 3, 6, 10, tzinfo=UTC)
    assert days.at(At(3, 600)) == datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert days.at(At(3, 600), any_day=True) == datetime(2026, 3, 8, 10, tzinfo=UTC)
    assert days.at(At(3, 23 * 60)) == datetime(2026, 3, 8, 23, tzinfo=UTC), "the night shift"


def test_what_is_moved_stays_in_order() -> None:
    days = calendar(datetime(2026, 3, 11, 12, tzinfo=UTC), LONDON)
    friday, saturday, sunday, monday = At(5, 900), At(4, 540), At(3, 800), At(2, 500)
    asked = [(each, False) for each in (friday, saturday, sunday, monday)]
    found = days.in_order("x", asked)
    assert found == sorted(set(found))
    assert [each.weekday() for each in found] == [4, 4, 0, 0]
    assert found == days.in_order("x", asked)


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_nothing_lies_in_the_future_or_before_what_it_answers(
    written: list[Thread], now: datetime
) -> None:
    company = read_company()
    days = calendar(now, company.zone)
    at = {}
    for each in story(written, days, {"yusuf"}, now):
        assert each.at <= now
        assert each.edited_at is None or each.at < each.edited_at <= now
        if each.what == "put in":
            at[each.thread.name, 0] = each.at
        elif each.line and each.what == "said":
            at[each.thread.name, each.line.number] = each.at
            assert at[each.thread.name, each.line.below or 0] < each.at
        elif each.line:
            assert at[each.thread.name, each.line.number] < each.at


def test_working_days_alone_but_for_nights_and_travellers(written: list[Thread]) -> None:
    """And for the few who answer the night shift on a Saturday at once."""
    company = read_company()
    now = datetime(2026, 3, 11, 12, tzinfo=UTC)
    happened = story(written, calendar(now, company.zone), (), now)
    here = [each.at.astimezone(company.zone) for each in happened if each.what != "accepted"]
    off = [at for at in here if at.weekday() >= SATURDAY and 6 <= at.hour < 22]
    assert len(off) < len(here) / 200
