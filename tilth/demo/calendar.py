"""When what is written in the threads happened, seen from the day of loading.

Day 0 is the last working day on which all that belongs to it lies behind us: nothing happens in the
future, and nothing new on a Sunday.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from tilth.demo.threads import At

MORNING = 10 * 60  # the minute of the day after which nothing of day 0 is written
NIGHT = (6 * 60, 22 * 60)  # the night shift, which works on Sundays too, is outside of these
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Calendar:
    zone: ZoneInfo
    today: date
    """Day 0, always a working day."""

    def at(self, moment: At, *, any_day: bool = False) -> datetime:
        """On a working day, unless any day will do: of a week-end the Saturday goes back to Friday,
        the Sunday on to Monday if that was yesterday or before."""
        day = self.today - timedelta(days=moment.days_ago)
        at_night = not NIGHT[0] <= moment.minute < NIGHT[1]
        if not any_day and not at_night:
            day = self.work_day(day)
        clock = time(*divmod(moment.minute, 60))
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)

    def work_day(self, day: date) -> date:
        if day.weekday() == SUNDAY and day + timedelta(days=1) < self.today:
            return day + timedelta(days=1)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))

    def in_order(self, name: str, moments: Iterable[tuple[At, bool]]) -> list[datetime]:
        """Of one thread, given in the order in which it was said, and whether any day will do.
        What the moved week-end would bring before its time follows some minutes after."""
        found: list[datetime] = []
        for number, (moment, any_day) in enumerate(moments):
            wished = self.at(moment, any_day=any_day)
            if found and wished <= found[-1]:
                wished = after(found[-1], f"{name} {number}")
            found.append(wished)
        return found


def calendar(now: datetime, zone: ZoneInfo) -> Calendar:
    here = now.astimezone(zone)
    today = here.date()
    if here.hour * 60 + here.minute < MORNING:
        today -= timedelta(days=1)
    while today.weekday() >= SATURDAY:
        today -= timedelta(days=1)
    return Calendar(zone, today)


def after(moment: datetime, name: str, *, least: int = 4, most: int = 25) -> datetime:
    """Some minutes later, always the same for the same name."""
    return moment + timedelta(minutes=least + crc32(name.encode()) % (most - least + 1))
