from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from tilth.access.scope import scope
from tilth.core.web import Viewer
from tilth.search.document import mark
from tilth.search.engines import Marks
from tilth.search.models import CONTENTS, NAMED
from tilth.search.sight import is_widened, permission

FEW = 50  # groups that the index itself is asked for


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Who looks, and for which documents; None is any."""

    person: Viewer
    types: Collection[str] | None = None
    kinds: Collection[str] | None = None
    group_ids: Collection[int] | None = None
    newest: int = 2**63 - 1
    """The highest id wanted."""

    @property
    def is_for_nothing(self) -> bool:
        return any(
            wanted is not None and not wanted for wanted in (self.types, self.kinds, self.group_ids)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The types wanted that people look for by name. They have no kind and lie in no group."""
        if self.types is not None:
            return tuple(sorted({*NAMED} & {*self.types}))
        return NAMED if self.kinds is None and self.group_ids is None else ()

    @property
    def others(self) -> Collection[str] | None:
        return None if self.types is None else sorted({*self.types} - {*NAMED})

    @property
    def marks(self) -> Marks:
        kinds = None if self.kinds is None else tuple(mark("kind", kind) for kind in self.kinds)
        groups = (
            None if self.group_ids is None else tuple(mark("group", pk) for pk in self.group_ids)
        )
        return tuple(marks for marks in (kinds, groups) if marks is not None)

    @property
    def marks_of_names(self) -> Marks:
        return (*self.marks, tuple(mark("type", name) for name in self.names))

    @property
    def marks_of_others(self) -> Marks:
        """Of a guest, the groups too: a walk would go through every document with a common word
        to find the few that a guest may see. The permission is asked all the same."""
        mine = scope(self.person)
        is_guest = not mine.audiences and 0 < len(mine.groups) <= FEW and not is_widened(CONTENTS)
        groups = tuple(mark("group", pk) for pk in sorted(mine.groups))
        return (*self.marks, groups) if is_guest else self.marks

    @cached_property
    def may_see(self) -> str:
        return f"{permission(self.person)} AND d.id <= {self.newest:d}"

    @property
    def sight(self) -> str:
        return self.may_see if self.types is None else f"{self.may_see} AND {_among(self.types)}"

    @property
    def sight_of_others(self) -> str:
        """Names are few, and whoever looks for any type gets them by walks of their own."""
        if self.others is None:
            return f"{self.may_see} AND NOT {_among(NAMED)}"
        return f"{self.may_see} AND {_among(self.others)}"


def _among(types: Collection[str]) -> str:
    # Types come from addresses too: what could not be the name of one is not looked for.
    names = [f"'{name}'" for name in types if name.isidentifier() and name.isascii()]
    return f"d.type IN ({', '.join(names)})" if names else "1 = 0"
