"""A world in which every event there is has something to say, and every subscriber something to do."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from tilth.conftest import LATER, NOON, ask, make_person
from tilth.contributions.actions import reply_to
from tilth.events.models import OutboxEvent
from tilth.events.outbox import Event, publish
from tilth.groups.actions import create_group
from tilth.groups.membership import let_in
from tilth.people.models import Person
from tilth.questions.actions import accept_answer
from tilth.questions.models import Question
from tilth.search.find import find

APART = ("events_", "search_text", "search_entry", "django_", "sqlite_")
"""Tables that are compared in another way, or are none of the subscribers' business."""


@dataclass(frozen=True)
class World:
    ada: Person
    ids: dict[str, Any]
    """What an event's field holds, by its name."""

    def event(self, event_type: type[Event]) -> Event:
        names = {field.name for field in dataclasses.fields(event_type)}
        assert names <= set(self.ids), f"Say in World.ids what {names - set(self.ids)} is here."
        return event_type(**{name: self.ids[name] for name in names})

    def publish(self, event_type: type[Event]) -> None:
        with transaction.atomic():
            publish(self.event(event_type))

    def snapshot(self) -> dict[str, list[str]]:
        """All that is stored, without ids that count up, and what is found."""
        tables = {name: rows(name) for name in connection.introspection.table_names()}
        kept = {name: found for name, found in tables.items() if not name.startswith(APART)}
        hits = find(self.ada, "seal", limit=50).hits
        return kept | {"found": sorted(str(hit) for hit in hits)}


def make_world() -> World:
    """Ada asked and was answered by Grace, both mention Gil; nothing of it has been delivered."""
    ada, grace, gil = (make_person(handle) for handle in ("ada", "grace", "gil"))
    group = create_group(actor_id=gil.pk, name="Seal keepers", visibility="hidden", now=NOON)
    for person in (ada, grace):
        let_in(actor_id=gil.pk, group=group, person_id=person.pk, now=NOON)
    original = ask(ada, "Which seal?", group=group)
    asked = ask(ada, "Why does the seal leak?", group=group, body="@gil, have you seen it?")
    answer = reply_to(asked, actor_id=grace.pk, body="The seal is worn, says @gil.", now=LATER)
    question = Question.objects.get(pk=asked.pk)
    accept_answer(question=question, reply=answer, actor_id=ada.pk, now=LATER)
    OutboxEvent.objects.all().delete()
    return World(
        ada,
        {
            "actor_id": ada.pk,
            "person_id": grace.pk,
            "person_ids": [grace.pk, gil.pk],
            "group_id": group.pk,
            "contribution_id": asked.pk,
            "contribution_ids": [original.pk, asked.pk],
            "original_id": original.pk,
            "reply_id": answer.pk,
        },
    )


def rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (a name from the database itself)
        names = [
            column.name if hasattr(column, "name") else column[0] for column in cursor.description
        ]
        return sorted(
            str([value for name, value in zip(names, row, strict=True) if name != "id"])
            for row in cursor.fetchall()
        )
