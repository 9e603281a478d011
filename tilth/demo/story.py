"""All that was written, in the order in which it happened."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from tilth.demo.calendar import Calendar, after
from tilth.demo.threads import Said, Thread, moment

HOURS_TO_ACCEPT = 3


class Line(NamedTuple):
    """What is said in a thread, numbered from 1; `below` is the number of what it comments on."""

    number: int
    said: Said
    below: int | None


@dataclass(frozen=True)
class Happening:
    at: datetime
    what: Literal["put in", "said", "accepted"]
    thread: Thread
    ends: datetime
    """When the last thing was said in the thread."""
    line: Line | None = None
    """What was said, or accepted."""
    edited_at: datetime | None = None


def story(
    written: Iterable[Thread], calendar: Calendar, travelling: Collection[str], now: datetime
) -> list[Happening]:
    """travelling: the keys of those who work on any day of the week."""
    found = (each for thread in written for each in of_thread(thread, calendar, travelling, now))
    return sorted(found, key=lambda each: each.at)


def of_thread(
    thread: Thread, calendar: Calendar, travelling: Collection[str], now: datetime
) -> Iterator[Happening]:
    asker = thread.head["by"]
    lines = sorted(lines_of(thread), key=lambda line: line.said.at.order)
    moments = [(thread.at, asker in travelling)]
    moments += [(line.said.at, line.said.by in travelling) for line in lines]
    first, *times = calendar.in_order(thread.name, moments)
    ends = max([first, *times])
    yield Happening(
        first, "put in", thread, ends, edited_at=edited_at(thread, calendar, first, travelling)
    )
    at = dict(zip((line.number for line in lines), times, strict=True))
    for line in lines:
        yield Happening(at[line.number], "said", thread, ends, line)
        if "accepted" in line.said.marks:
            # Whoever asked tries it, says so, and presses the button then.
            thanks = (
                at[other.number]
                for other in lines
                if other.below == line.number and other.said.by == asker
            )
            tried = max(at[line.number], next(thanks, first))
            accepted = after(tried, f"{thread.name} {line.number}", most=60 * HOURS_TO_ACCEPT)
            yield Happening(min(accepted, now), "accepted", thread, ends, line)


def lines_of(thread: Thread) -> Iterator[Line]:
    number = 0
    for said in thread.said:
        number += 1
        yield Line(number, said, None)
        answer = number
        for comment in said.below:
            number += 1
            yield Line(number, comment, answer)


def edited_at(
    thread: Thread, calendar: Calendar, first: datetime, travelling: Collection[str]
) -> datetime | None:
    if "edited" not in thread.head:
        return None
    wished = calendar.at(moment(thread.head["edited"]), any_day=thread.head["by"] in travelling)
    return max(wished, after(first, thread.name))


def line_of(happening: Happening) -> Line:
    """Of what is said or accepted."""
    if happening.line is None:
        raise ValueError(f"{happening.thread.name}: nothing is said in {happening.what}")
    return happening.line
