"""Which live events there are, and whom each reaches. Features register theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict


class Message(TypedDict):
    """What goes from process to process. A browser gets the first three."""

    event: str
    group: int | None
    id: int
    of: int
    """The id of what `reach` has to look at, if it is another."""


@dataclass(frozen=True)
class Listener:
    """A socket, as far as reaching it needs to know."""

    person_id: int
    watching: int | None
    """The contribution whose page is open."""


type Reach = Callable[[Message, set[Listener]], set[Listener]]

events: dict[str, Reach] = {}


def reaches(event: str) -> Callable[[Reach], Reach]:
    """Register who of those connected hears of an event. Asked anew for each message, so that
    somebody who lost access a moment ago hears nothing."""

    def register(reach: Reach) -> Reach:
        events[event] = reach
        return reach

    return register
