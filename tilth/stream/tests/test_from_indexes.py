"""A stream reads the top of an index for each of its sources, and sorts nothing that lies below."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilth.conftest import LATER, ask
from tilth.groups.models import Group
from tilth.people.models import Person
from tilth.stream import reader
from tilth.stream.reader import read
from tilth.stream.select import Filters

pytestmark = pytest.mark.usefixtures("question")


def plan_of(person: Person, filters: Filters | None = None) -> str:
    """How the database finds the ids of a page."""
    with CaptureQueriesContext(connection) as captured:
        page = read(person, filters=filters, now=LATER)
    assert page.items
    (sql,) = [each["sql"] for each in captured if "MIN(reason)" in each["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # On three rows it would not bother; what matters is that it could.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_of_a_group(ada: Person) -> None:
    plan = plan_of(ada)
    assert "active_in_group" in plan
    assert "contributions_contribution_group_id" not in plan


def test_of_what_waits_for_an_answer(ada: Person) -> None:
    plan = plan_of(ada, Filters(unanswered=True))
    assert "awaiting_in_group" in plan or "active_in_group" in plan
    assert "contributions_contribution_group_id" not in plan


def test_of_everything_for_who_is_in_many_groups(
    ada: Person, pumps: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(ada, "For all?")
    monkeypatch.setattr(reader, "one_walk_is_cheaper", lambda sources: True)
    plan = plan_of(ada)
    assert "active_of_all" in plan
    assert "MULTI-INDEX OR" not in plan
