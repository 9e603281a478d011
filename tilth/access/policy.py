"""The only place that answers "may this person do that?"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from tilth.access.scope import scope
from tilth.core.web import Viewer


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(reason: str) -> Verdict:
    return Verdict(allowed=False, reason=reason)


class Policy[M: Model]:
    """Who may see and do what with a model and its subclasses. One method per verb: `can_edit`."""

    model: ClassVar[type[Model]]

    def visible(self, person: Viewer, queryset: QuerySet[M]) -> QuerySet[M]:
        return queryset.filter(scope(person).where())

    def can_view(self, person: Viewer, obj: M) -> Verdict:
        """What was fetched through `visible` may be viewed."""
        return YES


_policies: dict[type[Model], Policy[Any]] = {}


def register[P: type[Policy[Any]]](policy: P) -> P:
    _policies[policy.model] = policy()
    return policy


def policy_of(model: type[Model]) -> Policy[Any]:
    """The nearest policy along the MRO: a kind without its own has the spine's."""
    for ancestor in model.__mro__:
        if ancestor in _policies:
            return _policies[ancestor]
    raise LookupError(f"{model.__name__} has no policy. Write one in its app's policies.py.")


def visible[M: Model](person: Viewer, queryset: QuerySet[M]) -> QuerySet[M]:
    return policy_of(queryset.model).visible(person, queryset)


def can(person: Viewer, verb: str, obj: Model, *, as_a: type[Model] | None = None) -> Verdict:
    """as_a: whose policy to ask, where the object was loaded as its base class."""
    check: Callable[[Viewer, Model], Verdict] = getattr(policy_of(as_a or type(obj)), f"can_{verb}")
    return check(person, obj)


def check(person: Viewer, verb: str, obj: Model) -> None:
    """403 with the reason if it is not theirs to do."""
    if not (verdict := can(person, verb, obj)):
        raise PermissionDenied(verdict.reason)


def fetch[M: Model](person: Viewer, verb: str, queryset: QuerySet[M], **lookup: Any) -> M:
    """The object, or 404 if it is invisible to the person, or 403 if it is not theirs to touch."""
    obj = visible(person, queryset).filter(**lookup).first()
    if obj is None:
        raise Http404
    check(person, verb, obj)
    return obj
