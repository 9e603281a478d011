"""A contribution as one person may see it."""

from tilth import access
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reply
from tilth.people.models import Person

VERBS = ("reply", "answer", "edit", "withdraw", "react", "merge", "move", "mark_outdated")
REPLY_VERBS = ("edit", "withdraw", "react", "mark_outdated")


def is_hidden(person: Person, thing: Contribution | Reply) -> bool:
    """It was withdrawn, and is not theirs: nothing that it said is shown, nor what it pointed to."""
    return thing.withdrawn_at is not None and thing.author_id != person.pk


def hide_if_withdrawn[W: (Contribution, Reply)](person: Person, thing: W) -> W:
    """Take the words off an object that was withdrawn, for everybody but its author. What others
    wrote below it still has a place to stand."""
    if not is_hidden(person, thing):
        return thing
    thing.body = thing.html = ""
    thing.source = None
    thing.outdated_reason = ""
    if isinstance(thing, Contribution):
        thing.title, thing.tags, thing.card, thing.closed_reason = "", [], {}, ""
        for name, field in kinds[thing.kind].fields.model_fields.items():
            if hasattr(thing, name):
                is_text = isinstance(getattr(thing, name), str)
                setattr(
                    thing, name, "" if is_text else field.get_default(call_default_factory=True)
                )
        for name in kinds[thing.kind].rendered:
            if hasattr(thing, f"{name}_html"):
                setattr(thing, f"{name}_html", "")
    return thing


def verbs(person: Person, thing: Contribution | Reply) -> list[str]:
    """What they may do with it. A contribution may have been loaded as one of no kind."""
    if isinstance(thing, Reply):
        return [verb for verb in REPLY_VERBS if access.can(person, verb, thing)]
    kind = kinds[thing.kind]
    asked = (*VERBS, *kind.verbs)
    return [verb for verb in asked if access.can(person, verb, thing, as_a=kind.model)]
