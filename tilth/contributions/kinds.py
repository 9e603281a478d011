"""How the spine learns of the kinds above it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from pydantic import BaseModel

if TYPE_CHECKING:
    from tilth.contributions.forms import ContributionForm
    from tilth.contributions.models import Contribution


def nothing(contribution: "Contribution") -> dict[str, Any]:
    return {}


def always_open(contribution: "Contribution") -> str:
    return "open"


@dataclass(frozen=True)
class Beginning:
    """One of the words below the empty line. A kind may have several: an update, and thanks."""

    name: str
    label: Promise
    icon: str
    fields: tuple[tuple[str, str], ...] = ()
    """What its form then begins with, by field."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a kind's app tells the spine, in its `kind.py`."""

    name: str
    """In the database and the API: `question`."""
    prefix: str
    """Where its pages lie: `questions`."""
    model: "type[Contribution]"
    label: Promise
    verb: Promise
    """What one presses to put one in: Ask, Share."""
    icon: str
    also: tuple[Beginning, ...] = ()
    """Other ways to begin one than by its own name."""
    fields: type[BaseModel]
    """What it has beyond the spine, as the API takes and gives it. Every field is a column of the
    model with the same name, is kept with each version, and has a default: what is shown in its
    place when the thing is withdrawn."""
    form: "type[ContributionForm]"
    rendered: tuple[str, ...] = ()
    """Those of its fields that are Markdown; their HTML lies in a column `<name>_html`."""
    card: "Callable[[Contribution], dict[str, Any]]" = nothing
    """What the card template needs, as JSON. Called under a lock whenever something changes."""
    card_template: str = ""
    own_template: str = ""
    """What its page shows of its own fields, below the text."""
    state: "Callable[[Contribution], str]" = always_open
    """`open` or `answered`; the spine knows the other states."""
    has_answers: bool = False
    """A reply to the thing itself is an answer, unless its author says that it is a comment."""
    needs_title: bool = True
    verbs: tuple[str, ...] = ()
    """What can be done with it that its policy knows and the spine does not."""

    @property
    def beginnings(self) -> tuple[Beginning, ...]:
        return Beginning(self.name, self.label, self.icon), *self.also


kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """A mistake in it stops the start and is named."""
    for name, field in kind.fields.model_fields.items():
        if field.is_required():
            raise ImproperlyConfigured(f"{kind.name}: give the field {name} a default.")
    if unknown := set(kind.form.own_fields) - set(kind.fields.model_fields):
        raise ImproperlyConfigured(f"{kind.name}: its form has {unknown}, its fields have not.")
    kinds[kind.name] = kind
