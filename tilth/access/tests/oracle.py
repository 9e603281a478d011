"""Who sees what, said once more from the words of the table, and knowing nothing of the code.

| group is | seen by | read by |
| open     | whoever may read its parent; at the top every employee | the same |
| closed   | name, purpose and gardeners: whoever may read its parent | its members |
| hidden   | its members, and gardeners of it or of a group above | its members |

It asks neither the database nor `access`: the facts are those that a test wrote down itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tilth.people.models import Person


@dataclass(eq=False)
class Someone:
    """A persona: what is known of a person apart from their groups."""

    name: str
    person: Person | None = None
    """None: nobody is signed in."""
    employed: bool = True
    """From this company, and has begun. Others have a guest's sight."""
    active: bool = True
    """May sign in: has not left, and their time has not ended."""
    runs_it: bool = False
    """An administrator of the installation, which is to make no difference."""

    def __str__(self) -> str:
        return self.name


@dataclass(eq=False)
class Plot:
    """A group, as far as the table knows one."""

    visibility: str
    parent: "Plot | None" = None
    members: dict[Someone, str] = field(default_factory=dict)
    """Everybody in it, with the role."""
    invited: set[Someone] = field(default_factory=set)

    def __str__(self) -> str:
        return f"{self.parent} > {self.visibility}" if self.parent else self.visibility

    @property
    def line(self) -> "Iterator[Plot]":
        """This group and those above it, the nearest first."""
        yield self
        if self.parent:
            yield from self.parent.line


def reads(who: Someone, plot: Plot | None) -> bool:
    """What is in it. None stands for what has no group and is for every employee."""
    return who.active and (
        (plot is not None and who in plot.members) or reads_as_employee(who, plot)
    )


def reads_as_employee(who: Someone, plot: Plot | None) -> bool:
    """Without being a member: the nearest closed or hidden group at or above decides.

    Who is in an open group inside a closed one, and not in the closed one, reads that group and
    none below it: membership is not inherited.
    """
    if not who.employed:  # a guest sees the groups they were let into, and nothing else
        return False
    walls = (each for each in plot.line if each.visibility != "open") if plot else iter(())
    wall = next(walls, None)
    return wall is None or who in wall.members


def gardens(who: Someone, plot: Plot) -> bool:
    """Gardening is inherited. A guest gardens nothing."""
    tends = any(each.members.get(who) == "gardener" for each in plot.line)
    return who.active and who.employed and tends


def knows(who: Someone, plot: Plot) -> bool:
    """That it exists: its name, its purpose, who gardens it."""
    if not who.active:
        return False
    if who in plot.members or who in plot.invited or gardens(who, plot):
        return True
    if not who.employed or plot.visibility == "hidden":
        return False
    return reads_as_employee(who, plot.parent)


def writes(who: Someone, plot: Plot) -> bool:
    """Whoever reads may write, except members with the role reader."""
    return reads(who, plot) and plot.members.get(who) != "reader"


def meets(who: Someone, other: Someone, plots: list[Plot]) -> bool:
    """An employee sees everybody. A guest sees who is in a group with them, and themselves."""
    if not who.active:
        return False
    return who.employed or who is other or any({who, other} <= set(plot.members) for plot in plots)
