"""A person's photograph, in place of a drawn face. It is made anew like every picture: upright,
without where it was taken, cut to the shape of a face."""

from datetime import datetime
from functools import partial
from uuid import uuid4

from django.core.files.base import File as Bytes
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from tilth.core.errors import Invalid
from tilth.events.outbox import publish
from tilth.files.actions import Content, clean_name, on_disk
from tilth.files.pictures import made_anew
from tilth.files.sniff import PICTURES
from tilth.people.events import PersonChanged
from tilth.people.models import Person

WIDTHS = (90, 240)
"""Pixels; a portrait is six fifths as high."""
SHAPE = (5, 6)


def show_photo(person: Person, *, content: Content, name: str, now: datetime) -> None:
    """Raises Invalid with a sentence where it is no picture, or too much of one."""
    name = clean_name(name)
    with on_disk(content, name) as (copy, _bytes, media_type):
        if media_type not in PICTURES:
            sentence = _("%(name)s is no picture that can be shown. Take a JPEG, PNG or WebP.")
            raise Invalid(sentence % {"name": name}, field="photo")
        with made_anew(copy, name, widths=WIDTHS, ratio=SHAPE) as made:
            key = f"photos/{now:%Y/%m}/{uuid4().hex}"
            for width in WIDTHS:
                with made.path(width).open("rb") as file:
                    default_storage.save(key_of(key, width), Bytes(file))
    _set(person, key)


def remove_photo(person: Person) -> None:
    """Their drawn face or their initials again. Idempotent."""
    _set(person, "")


@transaction.atomic
def _set(person: Person, key: str) -> None:
    held = Person.objects.select_for_update().get(pk=person.pk)
    before, held.photo = held.photo, key
    held.save(update_fields=["photo"])
    person.photo = key
    publish(PersonChanged(actor_id=person.pk, person_id=person.pk))
    if before:
        transaction.on_commit(partial(_drop, before))


def _drop(key: str) -> None:
    for width in WIDTHS:
        default_storage.delete(key_of(key, width))


def key_of(key: str, width: int) -> str:
    return f"{key}-{width}"
