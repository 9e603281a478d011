"""A stream reads the top of an index for each of its sources, and sorts nothing that lies below."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilth.conftest import LATER, NOON, ask
from tilth.contributions.models import Tag
from tilth.contributions.tags import follow_tag
from tilth.groups.actions import create_group
from tilth.groups.models import Group
from tilth.people.actions import follow_person
from tilth.people.models import Person
from tilth.stream import reader
from tilth.stream.reader import read
from tilth.stream.select import Filters
from tilth.stream.sources import FEW, LITTLE, SHARE, Reason, Source, cheapest_way

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
    monkeypatch.setattr(reader, "cheapest_way", lambda sources: "walk")
    plan = plan_of(ada)
    assert "active_of_all" in plan
    assert "MULTI-INDEX OR" not in plan


def test_each_way_finds_the_same(
    ada: Person, grace: Person, pumps: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow_person(follower_id=ada.pk, followed_id=grace.pk)
    follow_tag(person_id=ada.pk, tag=Tag.objects.create(name="seals"))
    for number in range(30):
        author = grace if number % 3 else ada
        ask(
            author,
            f"Question {number}?",
            group=None if number % 4 == 0 else pumps,
            tags=["seals"] if number % 5 == 0 else [],
            now=NOON + timedelta(minutes=number),
        )
    found = []
    for way in ("each", "gather", "walk"):
        monkeypatch.setattr(reader, "cheapest_way", lambda sources, way=way: way)
        first = read(ada, now=LATER)
        second = read(ada, before=first.next, now=LATER)
        items = [*first.items, *second.items]
        found.append([(item.contribution.pk, item.reason, item.source_id) for item in items])
    assert len(found[0]) == 31
    assert found[0] == found[1] == found[2]


def test_which_way_is_taken(ada: Person, gil: Person, pumps: Group) -> None:
    def kept(groups: int, theirs: int, everything: int) -> str:
        mine = [Source(Reason.GROUP, group.pk) for group in fields[:groups]]
        Group.objects.update(contribution_count=0)
        Group.objects.filter(pk=fields[0].pk).update(contribution_count=theirs)
        Group.objects.filter(pk=pumps.pk).update(contribution_count=everything - theirs)
        return cheapest_way(mine)

    fields = [create_group(actor_id=gil.pk, name=f"Field {n}", now=NOON) for n in range(FEW + 1)]
    assert kept(FEW, 100_000, 200_000) == "each"
    assert kept(FEW + 1, 100_000, 200_000) == "walk"
    assert kept(FEW + 1, LITTLE, 10_000) == "gather"
    assert kept(FEW + 1, LITTLE + 1, LITTLE * SHARE * 2) == "each"
