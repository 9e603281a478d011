"""What a person may read, as short lists of ids, found once per request."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Model, Q, QuerySet

from tilth.core.web import Viewer

COMPANY = 0  # the audience that is every employee, and never a guest


@dataclass(frozen=True)
class Scope:
    audiences: frozenset[int] = frozenset()
    """COMPANY, and the closed or hidden groups whose contents the person reads."""
    groups: frozenset[int] = frozenset()
    """Groups they were let into that no audience of theirs covers: all of a guest's, and an open
    group inside a closed one for somebody who is only in the inner."""
    members: frozenset[int] = frozenset()
    """Every group they are a member of."""
    gardens: frozenset[int] = frozenset()
    """Every group they garden, those below included."""
    reads_only: frozenset[int] = frozenset()
    """Groups whose members they are with the role reader."""

    def where(self, prefix: str = "") -> Q:
        """The permission as a condition on `audience_id` and `group_id`.

        Literal ids and nothing else: no join, no Exists, no sub-query, no distinct. On 200,000
        rows that is 8 ms instead of 116 ms. An empty list is dropped, as it would cost a branch.
        """
        lists = {f"{prefix}audience_id__in": self.audiences, f"{prefix}group_id__in": self.groups}
        parts = [Q(**{column: sorted(ids)}) for column, ids in lists.items() if ids]
        return Q(*parts, _connector=Q.OR) if parts else Q(pk__in=[])

    def sql(self, table: str) -> str:
        """The same for raw SQL. Safe to paste, as it is made of whole numbers alone."""
        lists = {"audience_id": self.audiences, "group_id": self.groups}
        parts = [
            f"{table}.{column} IN ({', '.join(str(int(pk)) for pk in sorted(ids))})"
            for column, ids in lists.items()
            if ids
        ]
        return f"({' OR '.join(parts)})" if parts else "1 = 0"


# Scopes come from memberships, which live above this app: `groups` registers how to find one.
_find: list[Callable[[Viewer], Scope]] = []
# Rows with `group_id` and `audience_id`, kept right when a group moves (see groups.tree).
carriers: list[Callable[[], QuerySet[Any]]] = []
# Remembered within a request only. Elsewhere (a socket, a task, a test) each call asks again, so
# that somebody who lost access is out at once.
_remembered: ContextVar[dict[int, Scope] | None] = ContextVar("remembered", default=None)


def finds_scope(find: Callable[[Viewer], Scope]) -> Callable[[Viewer], Scope]:
    _find[:] = [find]
    return find


def carries_audience[M: type[Model]](model: M) -> M:
    """Its rows follow their group's audience: all, or those that its manager's `carried()` gives."""
    manager = cast("Any", model)._default_manager
    carriers.append(getattr(manager, "carried", manager.all))
    return model


def scope(person: Viewer) -> Scope:
    if not person.is_active:
        return Scope()
    memory = _remembered.get()
    if memory is None:
        return _find[0](person)
    if person.pk not in memory:
        memory[person.pk] = _find[0](person)
    return memory[person.pk]


def forget_scopes() -> None:
    """To be called by whatever changes a membership or an audience."""
    if (memory := _remembered.get()) is not None:
        memory.clear()


def remember_scopes[Req, Res](get_response: Callable[[Req], Res]) -> Callable[[Req], Res]:
    """Middleware."""

    def middleware(request: Req) -> Res:
        token = _remembered.set({})
        try:
            return get_response(request)
        finally:
            _remembered.reset(token)

    return middleware
