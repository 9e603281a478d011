"""What a person may find: the permission, as a condition on the documents themselves."""

from collections import defaultdict
from collections.abc import Callable, Collection

from tilth.access.scope import scope
from tilth.core.web import Viewer

type Seen = Callable[[Viewer], Collection[int]]

_widening: dict[str, list[Seen]] = defaultdict(list)


def widens(type: str) -> Callable[[Seen], Seen]:  # noqa: A002  (the field's name)
    """Register what of a type somebody sees besides what their scope says, as object ids.

    Of groups those they garden or are a member of; of people, a guest sees those in their groups.
    """

    def register(seen: Seen) -> Seen:
        _widening[type].append(seen)
        return seen

    return register


def is_widened(types: Collection[str]) -> bool:
    return any(_widening.get(name) for name in types)


def permission(person: Viewer) -> str:
    """SQL on `d`, made of whole numbers and of names from our own code."""
    if not person.is_active:
        return "1 = 0"
    parts = [scope(person).sql("d")]
    for name, seen in _widening.items():
        if ids := sorted({int(pk) for find in seen for pk in find(person)}):
            parts.append(f"(d.type = '{name}' AND d.object_id IN ({', '.join(map(str, ids))}))")
    return f"({' OR '.join(parts)})"
