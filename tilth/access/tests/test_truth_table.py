"""Who sees what, as one table: every persona, before every group, through every door.

Whatever is private holds a word or a number of its own, and each door's raw answer is looked
through for all of them. Who may see which is said by `oracle`, which knows nothing of the code.
"""

import re
from collections.abc import Iterator

import pytest

from tilth.access.tests.doors import DOORS, MEETING, NAMES_ALONE, Door
from tilth.access.tests.oracle import Someone, meets
from tilth.access.tests.world import (
    ABOVE_PARENT,
    IN_PARENT,
    NOT_ACTIVE,
    Place,
    World,
)

IN_ADDRESSES = {
    f"{sort} id" for sort in ("group", "question", "update", "answer", "comment", "file")
}
"""Secrets that whoever opens a door may have typed, so that an answer may repeat them."""
FEW = {
    "author",
    "reader",
    "gardener",
    "guest",
    "removed",
    "in parent",
    "gardener of parent",
    "outsider",
    "invited guest",
    "nobody",
}
TWO_THAT_LIE_IN_ANOTHER = {"closed > open", "open > hidden"}

pytestmark = pytest.mark.django_db  # else pytest-django makes no database; the world is around it


def words_in(answer: bytes, world: World) -> set[bytes]:
    found = re.findall(rb"[a-z]{8}xq|\d{9}", answer)
    return {word for word in found if word in world.secrets}


def faults(world: World, door: Door, who: Someone, at: Place, answer: bytes) -> Iterator[str]:
    there = words_in(answer, world)
    for word in there - world.allowed(who):
        secret = world.secrets[word]
        typed = secret.sort in {*door.typed, *IN_ADDRESSES} and secret.place in {at, None}
        by_right = (
            door.name in NAMES_ALONE and secret.sort in {"group name", "group id"} and who.runs_it
        )
        if not (typed or by_right):
            yield f"{who} sees {secret.sort} of {secret.place or secret.someone}"
    for place in [at] if door.of_each else world.leaves:
        for sort, holds in door.shows.items():
            if holds(world, who, place) and place.words[sort].encode() not in there:
                yield f"{who} misses {sort} of {place}"
    if door.name in MEETING:
        for other in world.cast.values():
            met = other.active and meets(who, other, list(world.places))
            if met and world.name_of(other).encode() not in there:
                yield f"{who} misses {other}"


def faults_at(world: World, door: Door, places: list[Place]) -> str:
    return "\n".join(
        fault
        for who in persons(world, door)
        for at in opened_at(who, door, places)
        for fault in faults(world, door, who, at, door.opens(world, who, at))
    )


def persons(world: World, door: Door) -> list[Someone]:
    """All of them; at the lesser doors those of whom each stands for a reason of their own."""
    lesser = door.of_each and door.depth == 1
    return [each for name, each in world.cast.items() if not lesser or name in FEW]


def opened_at(who: Someone, door: Door, places: list[Place]) -> list[Place]:
    near = [place for place in places if stands_near(who, place)]
    # Who is not signed in is turned away before anybody looks which group it is.
    return near[:1] if who.name in NOT_ACTIVE or not door.of_each else near


def first_places(world: World) -> list[Place]:
    """One of each visibility, and two that lie in another."""
    return [
        place for place in world.leaves if place.depth == 1 or str(place) in TWO_THAT_LIE_IN_ANOTHER
    ]


def stands_near(who: Someone, place: Place) -> bool:
    """Whether they are anything but one more outsider to it."""
    needed = 3 if who.name in ABOVE_PARENT else 2 if who.name in IN_PARENT else 1
    return place.depth >= needed or place.is_first


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_each_door_shows_what_the_table_says(door: Door, world: World) -> None:
    assert faults_at(world, door, first_places(world)) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "door", [door for door in DOORS if door.of_each and door.depth > 1], ids=lambda door: door.name
)
def test_so_it_does_in_every_nesting(door: Door, world: World) -> None:
    first = first_places(world)
    others = [place for place in world.leaves if place not in first and place.depth <= door.depth]

    assert faults_at(world, door, others) == ""
