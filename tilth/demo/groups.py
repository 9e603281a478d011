"""The groups of Acme, and since when who is in them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from tilth.demo.calendar import Calendar, after
from tilth.demo.company import Company, Place
from tilth.demo.people import People
from tilth.demo.threads import At, Thread, speakers
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group

BEFORE = 5  # days between the founding and the first thread
FIRST_WEEKS = 30  # days in which those come in who are no newcomers there

type Groups = Mapping[str, Group]
"""By their keys."""


def found_groups(
    company: Company, written: Sequence[Thread], people: People, calendar: Calendar
) -> Groups:
    groups: dict[str, Group] = {}
    for place in company.groups:
        threads = [thread for thread in written if thread.group == place.key]
        first = max((thread.at.days_ago for thread in threads), default=FIRST_WEEKS)
        founded = founded_at(place, first, groups, people, calendar)
        groups[place.key] = create_group(
            actor_id=people[place.founder].pk,
            name=place.name,
            kind=place.kind,
            purpose=place.purpose,
            rule=place.rule,
            visibility=place.visibility,
            parent=groups.get(place.parent),
            now=founded,
        )
        roles = place.roles
        for since, key in sorted(joined(place, threads, founded, people, calendar)):
            let_in(
                actor_id=people[place.founder].pk,
                group=groups[place.key],
                person_id=people[key].pk,
                role=roles[key],
                now=since,
            )
    return groups


def founded_at(
    place: Place, first: int, groups: Groups, people: People, calendar: Calendar
) -> datetime:
    """Before the first thread, after its founder had come and the group above it was there."""
    founded = calendar.at(At(first + BEFORE, 8 * 60))
    founded = max(founded, after(people[place.founder].joined_at, place.key))
    if place.parent:
        founded = max(founded, after(groups[place.parent].created_at, place.key))
    return founded


def joined(
    place: Place,
    threads: Sequence[Thread],
    founded: datetime,
    people: People,
    calendar: Calendar,
) -> Iterator[tuple[datetime, str]]:
    """When each member came in: in the first weeks, or on their own first days, and in any case
    before they said something there."""
    first_words: dict[str, At] = {}
    for thread in threads:
        for key, moment in speakers(thread):
            first_words[key] = min(
                first_words.get(key, moment), moment, key=lambda moment: moment.order
            )
    for key in place.roles:
        if key == place.founder:
            continue
        wished = after(founded, f"{place.key} {key}", most=FIRST_WEEKS * 24 * 60)
        wished = max(wished, after(people[key].joined_at, place.key))
        if key in first_words:
            spoke = calendar.at(first_words[key])
            wished = min(wished, spoke - timedelta(minutes=1))
        yield wished, key
