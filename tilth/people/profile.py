"""What people say of themselves, and how they want Tilth to be."""

from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tilth.core.errors import Invalid
from tilth.core.typed import checked_line
from tilth.events.outbox import publish
from tilth.people.events import PersonChanged
from tilth.people.faces import face_names
from tilth.people.models import MAX_ABOUT, MAX_LINE, Person, StreamOrder

LINES = {"job": MAX_LINE, "town": MAX_LINE, "speaks": MAX_LINE, "ask_about": MAX_ABOUT}


@transaction.atomic
def change_profile(person: Person, *, face: str | None = None, **lines: str) -> None:
    """Those of `job`, `town`, `speaks`, `ask_about` and `face` that are given. Raises Invalid."""
    for name, text in lines.items():
        setattr(person, name, checked_line(text, field=name, most=LINES[name]))
    if face is not None:
        if face and face not in face_names():
            raise Invalid(_("There is no such face. Choose one of those shown."), field="face")
        person.face = face
    person.save(update_fields=[*lines, "face"])
    publish(PersonChanged(actor_id=person.pk, person_id=person.pk))


def change_wishes(
    person: Person,
    *,
    language: str,
    time_zone: str,
    stream_order: str,
    mutes_company: bool,
    single_keys: bool,
) -> None:
    """How somebody wants Tilth to be. Raises Invalid where there is no such choice."""
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid(_("Tilth does not speak that language."), field="language")
    if time_zone not in available_timezones():
        raise Invalid(_("There is no such time zone."), field="time_zone")
    if stream_order not in StreamOrder.values:
        raise Invalid(_("There is no such order."), field="stream_order")
    person.language, person.time_zone = language, time_zone
    person.stream_order, person.mutes_company = stream_order, mutes_company
    person.single_keys = single_keys
    person.save(
        update_fields=["language", "time_zone", "stream_order", "mutes_company", "single_keys"]
    )
