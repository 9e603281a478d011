"""Reading drafts: of nobody but the one who wrote them."""

import re
from collections.abc import Iterable

from tilth.drafts.models import Draft

ASIDE = re.compile(r"-[0-9a-f]{8}$")


def drafts_of(person_id: int, keys: Iterable[str]) -> dict[str, Draft]:
    """By key, of the forms on a page."""
    rows = Draft.objects.filter(person_id=person_id, key__in=list(keys))
    return {draft.key: draft for draft in rows}


def draft_of(person_id: int, text: str) -> Draft | None:
    """The one that an address names by its number."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    return Draft.objects.filter(person_id=person_id, pk=int(text)).first()


def base_of(key: str) -> str:
    """The form that a draft is of, also when it was put aside: `answer-7-1a2b3c4d` is of `answer-7`."""
    head = ASIDE.sub("", key)
    # A number of eight digits is one of a thing, and not a sign that it was put aside.
    return head if re.search(r"-(?:new|\d+)$", head) else key
