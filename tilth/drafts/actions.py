import re
from datetime import datetime
from typing import Annotated

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.types import StringConstraints

from tilth.core.errors import Invalid
from tilth.core.typed import number
from tilth.drafts.models import MAX_DEVICE, Draft

MOST = 100
"""Drafts of one person."""
MOST_FIELDS = 20
LONGEST = 500_000
"""Characters of one draft: two bodies of the longest kind, as they are and as they were."""
KEPT_DAYS = 90

KEY = re.compile(r"[a-z]+(?:-[a-z]+)*-(?:new|[1-9]\d{0,17})(?:-[0-9a-f]{8})?")
DEVICE = re.compile(rf"[0-9a-f]{{0,{MAX_DEVICE}}}")
NUL = re.compile(r"[\0\ud800-\udfff]")


class Kept(BaseModel):
    model_config = ConfigDict(extra="forbid")

    now: list[str]
    base: list[str]


FIELDS = TypeAdapter(dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")], Kept])


@transaction.atomic
def save_draft(*, person_id: int, key: str, fields: str, device: str, now: datetime) -> Draft:
    """Keep what a form holds, in place of what it held before. `fields` is JSON, as in the model."""
    if not KEY.fullmatch(key) or not DEVICE.fullmatch(device):
        raise Invalid(_("No form of ours is called that."), field="key")
    kept = checked_fields(fields)
    known = Draft.objects.filter(person_id=person_id, key=key).exists()
    if not known and Draft.objects.filter(person_id=person_id).count() >= MOST:
        raise Invalid(
            _("You have %(most)s drafts. Throw one away, and this one is kept too.")
            % {"most": MOST}
        )
    draft, _made = Draft.objects.update_or_create(
        person_id=person_id,
        key=key,
        defaults={"fields": kept, "device": device, "updated_at": now},
    )
    return draft


def checked_fields(text: str) -> dict[str, dict[str, list[str]]]:
    """Raises Invalid where it is none of our shape, too much, or what a database does not take."""
    if len(text) > LONGEST:
        raise Invalid(_("That is too long to be kept as a draft."), field="fields")
    try:
        fields = FIELDS.validate_json(text)
    except (ValidationError, UnicodeEncodeError):
        raise Invalid(_("That is no draft of a form of ours."), field="fields") from None
    if len(fields) > MOST_FIELDS:
        raise Invalid(_("That is no draft of a form of ours."), field="fields")
    kept = {name: each.model_dump() for name, each in fields.items()}
    if any(NUL.search(line) for each in kept.values() for line in each["now"] + each["base"]):
        raise Invalid(_("There is a NUL character in the text. Take it out."), field="fields")
    return kept


def forget_draft(*, person_id: int, key: str) -> None:
    """It was sent, or emptied. Idempotent."""
    if KEY.fullmatch(key):
        Draft.objects.filter(person_id=person_id, key=key).delete()


def throw_away(*, person_id: int, pk: int) -> None:
    Draft.objects.filter(person_id=person_id, pk=pk).delete()


def sweep_drafts(*, before: datetime) -> None:
    """Drop what nobody came back for."""
    Draft.objects.filter(updated_at__lt=before).delete()


def files_held() -> set[tuple[int, int]]:
    """Which files a draft would bring back, each with whose draft it is: to name somebody else's
    holds nothing."""
    rows = Draft.objects.filter(fields__has_key="kept_files").values_list("person_id", "fields")
    return {
        (person_id, pk)
        for person_id, fields in rows
        for text in fields.get("kept_files", {}).get("now", [])
        if (pk := number(text))
    }
