"""Who wrote what is brought in: people who cannot sign in until somebody invites them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.events.outbox import publish
from tilth.imports.memory import Memory, Note, digest_of
from tilth.imports.report import Report
from tilth.imports.stackexchange.dump import Dump
from tilth.imports.stackexchange.rows import User
from tilth.people.events import PeopleBroughtIn
from tilth.people.handles import free, wished
from tilth.people.models import Person, Standing

FILE = "Users.xml"
MAX_NAME = 100


class Authors:
    """The ids of people, by their number there or by the name that is left of somebody deleted."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.known = memory.all_of("user")
        self.names = memory.names_of_people()

    def of(self, user_id: int | None, name: str, now: datetime) -> int:
        key = str(user_id) if user_id is not None else f"name {name}"[:120]
        if key not in self.known:
            if user_id is not None:
                # A number that Users.xml does not have: only a name, if anything, is left of them.
                return self.of(None, name or _("User %(id)s") % {"id": user_id}, now)
            self._add_by_name(key, name or _("Somebody unknown"), now)
        return self.known[key]

    @transaction.atomic
    def _add_by_name(self, key: str, name: str, now: datetime) -> None:
        person = add_imported(name, now)
        publish(PeopleBroughtIn(actor_id=0, person_ids=[person.pk]))
        self.memory.keep_all("user", [Note(key, person.pk, digest_of(name))])
        self.known[key], self.names[person.pk] = person.pk, person.name


def add_imported(name: str, joined_at: datetime) -> Person:
    person = Person(
        name=name[:MAX_NAME],
        handle=free(wished(name.replace("@", " "))),
        standing=Standing.IMPORTED,
        joined_at=joined_at,
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    return person


@transaction.atomic
def load_people(dump: Dump, memory: Memory, report: Report, batch: list[User]) -> None:
    """Those who wrote something; the others are counted."""
    writers = [user for user in batch if user.id in dump.writers]
    report.counted[FILE] += len(batch) - len(writers)
    known = memory.of("user", [user.id for user in writers])
    notes: list[Note] = []
    for user in writers:
        name, digest = user.name or f"user{user.id}", digest_of(user.name)
        row = known.get(str(user.id))
        if not report.count(FILE, row.digest if row else None, digest):
            continue
        if row is None:
            person_id = add_imported(name, user.created_at).pk
        else:
            person_id = row.object_id
            Person.objects.filter(pk=person_id).update(name=name[:MAX_NAME])
        notes.append(Note(user.id, person_id, digest))
    memory.keep_all("user", notes)
    if notes:
        publish(PeopleBroughtIn(actor_id=0, person_ids=[note.object_id for note in notes]))
