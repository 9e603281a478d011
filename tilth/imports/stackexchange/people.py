"""Who wrote what is brought in: people who cannot sign in until somebody invites them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.events.outbox import publish
from tilth.imports.memory import Memory, digest_of
from tilth.imports.report import Report
from tilth.imports.stackexchange.dump import Dump
from tilth.imports.stackexchange.rows import User
from tilth.people.events import PersonChanged
from tilth.people.handles import free, wished
from tilth.people.models import Person, Standing

MAX_NAME = 100


class Authors:
    """The ids of people, by their number there or by the name that is left of somebody deleted."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.known: dict[str, int] = {}

    def of(self, user_id: int | None, name: str, now: datetime) -> int:
        key = str(user_id) if user_id is not None else f"name {name}"[:120]
        if key not in self.known:
            row = self.memory.of("user", [key]).get(key)
            if row is None and user_id is not None:
                # A number that Users.xml does not have: only a name, if anything, is left of them.
                return self.of(None, name or _("User %(id)s") % {"id": user_id}, now)
            self.known[key] = row.object_id if row else self._one_by_name(key, name, now)
        return self.known[key]

    def name_of(self, person_id: int) -> str:
        return Person.objects.values_list("name", flat=True).get(pk=person_id)

    @transaction.atomic
    def _one_by_name(self, key: str, name: str, now: datetime) -> int:
        person = add_imported(name or _("Somebody unknown"), now)
        self.memory.keep("user", key, person.pk, digest_of(name))
        return person.pk


def add_imported(name: str, joined_at: datetime) -> Person:
    person = Person(
        name=name[:MAX_NAME],
        handle=free(wished(name.replace("@", " "))),
        standing=Standing.IMPORTED,
        joined_at=joined_at,
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    publish(PersonChanged(actor_id=0, person_id=person.pk))
    return person


def load_people(dump: Dump, memory: Memory, report: Report, batch: list[User]) -> None:
    """Those who wrote something; the others are counted."""
    with transaction.atomic():
        known = memory.of("user", [user.id for user in batch])
        for user in batch:
            name, digest = user.name or f"user{user.id}", digest_of(user.name)
            row = known.get(str(user.id))
            if user.id not in dump.writers:
                report.counted["Users.xml"] += 1
            elif row is None:
                person = add_imported(name, user.created_at)
                memory.keep("user", user.id, person.pk, digest)
                report.created["Users.xml"] += 1
            elif row.digest == digest:
                report.unchanged["Users.xml"] += 1
            else:
                Person.objects.filter(pk=row.object_id).update(name=name[:MAX_NAME])
                publish(PersonChanged(actor_id=0, person_id=row.object_id))
                memory.keep("user", user.id, row.object_id, digest)
                report.updated["Users.xml"] += 1
