"""What lies above a group, as far as somebody knows it."""

from collections.abc import Container
from itertools import takewhile

from tilth.groups.models import Group


def known_above(group: Group, known: Container[int]) -> list[int]:
    """The ids from the top down, without a gap. To whom the parent is invisible it has none: what
    lies above that one, shown beside nothing, would betray that there is something between."""
    nearest_first = takewhile(known.__contains__, reversed(group.ids_above))
    return list(nearest_first)[::-1]
