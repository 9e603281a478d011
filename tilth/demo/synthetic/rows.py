"""How the rows get into the database. Models of several tables cannot be `bulk_create`d, so what a
kind has beyond the spine goes in by SQL of our own, as does what there are millions of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from tilth.contributions.models import Contribution, Reaction, Reply, Tag, Tagging, Watch
from tilth.demo.synthetic.batch import Row, Rows
from tilth.groups.models import Group, Membership
from tilth.people.models import Follow, Person, Unit
from tilth.questions.models import AcceptedAnswer, Question
from tilth.search.index import index
from tilth.updates.models import Update

COLUMNS: dict[type[Model], tuple[str, ...]] = {
    Question: ("contribution_ptr_id", "tried", "tried_html"),
    Update: ("contribution_ptr_id", "sort"),
    Tagging: ("tag_id", "contribution_id", "active_at", "created_at", "group_id", "audience_id"),
    Reaction: ("contribution_id", "reply_id", "person_id", "name"),
    Watch: ("contribution_id", "person_id", "muted"),
}
NUMBERED = [Unit, Person, Follow, Group, Membership, Tag, Contribution, Reply]


def insert(rows: Rows) -> None:
    Contribution.objects.bulk_create(rows.contributions, batch_size=500)
    _insert(Question, rows.own["question"])
    _insert(Update, rows.own["update"])
    Reply.objects.bulk_create(rows.replies, batch_size=500)
    AcceptedAnswer.objects.bulk_create(rows.accepted, batch_size=2000)
    _insert(Tagging, rows.taggings)
    _insert(Reaction, rows.reactions)
    _insert(Watch, rows.watches)
    # In the order of their times, which is that of their ids: so the index grows at its end.
    index(sorted(rows.documents, key=lambda document: document.at))


def _insert(model: type[Model], rows: Sequence[Row]) -> None:
    if not rows:
        return
    names = COLUMNS[model]
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(names))
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, [tuple(map(_adapted, row)) for row in rows])


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def count_on() -> None:
    """Rows that came with ids of ours left PostgreSQL's own numbers behind."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), NUMBERED):
            cursor.execute(sql)
