"""A small company: the same each time, whole, and one that people can use."""

from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tilth import access
from tilth.bench.kill.findings import kept_counts
from tilth.conftest import sign_in
from tilth.contributions.kinds import kinds
from tilth.contributions.models import (
    Contribution,
    Reaction,
    Reply,
    Tagging,
    TagUse,
    Watch,
)
from tilth.contributions.search import documents_of_contributions, documents_of_replies
from tilth.demo.synthetic import NotEmpty, Size, make
from tilth.groups.models import Group, Membership
from tilth.groups.tree import place
from tilth.people.models import Person, Standing
from tilth.questions.models import AcceptedAnswer, Question
from tilth.search.document import entry
from tilth.search.index import index
from tilth.search.models import SearchDocument
from tilth.updates.models import Update

SIZE = Size(people=60, groups=12, contributions=400, seed=3)
TABLES = (Person, Group, Contribution, Question, Update, Reply, SearchDocument)
BESIDE = (Membership, Tagging, TagUse, Reaction, Watch, AcceptedAnswer)


def nobody(what: str, done: int, of: int | None = None) -> None:
    """Is told how far it is."""


def rows() -> dict[str, list[Any]]:
    """Everything there is, but for numbers that the database gives out itself."""
    found = {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}
    for model in BESIDE:
        each = list(model.objects.order_by("pk").values())
        found[model.__name__] = [{**row, "id": None} for row in each]
    return found


@pytest.fixture
def company(db: None) -> None:
    make(SIZE, nobody)


@pytest.mark.slow
def test_the_same_arguments_give_the_same_rows(db: None) -> None:
    loads = []
    for seed in (3, 3, 4):
        with transaction.atomic():
            make(Size(60, 12, 400, seed), nobody)
            loads.append(rows())
            transaction.set_rollback(True)
    assert loads[0] == loads[1]
    assert loads[0] != loads[2]


@pytest.mark.slow
def test_a_second_time_changes_nothing(company: None) -> None:
    before = rows()
    assert make(SIZE, nobody) is False
    assert rows() == before


@pytest.mark.slow
def test_goes_on_where_it_was_interrupted(db: None) -> None:
    size = Size(60, 12, 1500, 3)

    def breaks_off(what: str, done: int, of: int | None = None) -> None:
        if done == 1000:
            raise KeyboardInterrupt

    with transaction.atomic():
        make(size, nobody)
        whole = rows()
        transaction.set_rollback(True)
    with pytest.raises(KeyboardInterrupt):
        make(size, breaks_off)
    assert Contribution.objects.count() == 1000
    assert make(size, nobody) is True
    assert rows() == whole


def test_refuses_a_database_that_holds_something_else(ada: Person) -> None:
    with pytest.raises(NotEmpty, match="empty database"):
        make(SIZE, nobody)
    assert list(Person.objects.all()) == [ada]


@pytest.mark.slow
def test_counting_anew_changes_nothing(company: None) -> None:
    assert list(kept_counts()) == []
    used = Counter(Tagging.objects.values_list("tag_id", "group_id"))
    kept = {(use.tag_id, use.group_id or None): use.count for use in TagUse.objects.all()}
    assert kept == used


@pytest.mark.slow
def test_has_the_sizes_that_were_asked_for(company: None) -> None:
    assert Person.objects.count() == SIZE.people
    assert Group.objects.count() == SIZE.groups + SIZE.quiet_groups
    assert Contribution.objects.count() == SIZE.contributions
    for kind in kinds.values():
        spine = set(Contribution.objects.filter(kind=kind.name).values_list("pk", flat=True))
        assert spine == set(kind.model._default_manager.values_list("pk", flat=True))
        assert spine


@pytest.mark.slow
def test_the_measured_are_in_so_many_groups(company: None) -> None:
    written = {}
    for how in ("busy", "quiet"):
        for count in (1, 10):
            person = Person.objects.get(handle=f"{how}-{count}")
            theirs = Group.objects.filter(memberships__person=person)
            assert theirs.count() == count
            written[how, count] = sum(theirs.values_list("contribution_count", flat=True))
    assert written["busy", 1] > 10 * written["quiet", 1]
    assert written["busy", 10] > 10 * written["quiet", 10] > 0


@pytest.mark.slow
def test_what_follows_from_the_tree_is_right(company: None) -> None:
    groups = {group.pk: group for group in Group.objects.order_by("path")}
    for group in groups.values():
        stood = group.path, group.audience_id, group.known_to_id
        place(group, groups.get(group.parent_id))
        assert (group.path, group.audience_id, group.known_to_id) == stood
        tended = Membership.objects.filter(group=group, role="gardener", person__left_at=None)
        assert tended.filter(person__standing=Standing.EMPLOYEE).exists()
    for thing in [*Contribution.objects.all(), *Reply.objects.all()]:
        group = groups.get(thing.group_id)
        assert thing.audience_id == (group.audience_id if group else 0)


@pytest.mark.slow
def test_people_write_where_they_may(company: None) -> None:
    inside = set(Membership.objects.values_list("person_id", "group_id"))
    guests = set(Person.objects.filter(standing=Standing.GUEST).values_list("pk", flat=True))
    for thing in [*Contribution.objects.all(), *Reply.objects.all()]:
        if thing.group_id:
            assert (thing.author_id, thing.group_id) in inside
        else:
            assert thing.author_id not in guests


@pytest.mark.slow
def test_the_index_says_what_indexing_anew_would(
    company: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = [
        *documents_of_contributions(list(Contribution.objects.values_list("pk", flat=True))),
        *documents_of_replies(list(Reply.objects.values_list("pk", flat=True))),
    ]
    ids = {(row.type, row.object_id): row.pk for row in SearchDocument.objects.all()}
    contents = {key for key in ids if key[0] in {"contribution", "reply"}}
    assert contents == {document.key for document in everything}
    from tilth.demo.synthetic.load import names_of_tags, staff_and_ground

    writer, staff, ground = staff_and_ground(SIZE)
    from tilth.demo.synthetic.batch import World, batch

    tags = names_of_tags(SIZE, writer)
    made = batch(World(SIZE, ground, staff.employees, tags, writer), 0, 1).documents
    assert {d.key: entry(0, d) for d in made} == {d.key: entry(0, d) for d in everything}
    before = rows()
    index(everything)
    assert rows() == before


@pytest.mark.slow
def test_a_member_reads_a_stream_a_question_and_finds_it(company: None) -> None:
    person = Person.objects.get(handle="busy-10")
    client: Client = sign_in(person)
    stream = client.get("/")
    assert stream.content.decode().count("<article") == 20
    many = access.visible(person, Question.objects.filter(card__answers=20)).first()
    page = client.get(many.get_absolute_url()).content.decode()
    assert page.count('class="row answer') == 20
    word = max(many.title.strip("?").split(), key=len)
    assert many.get_absolute_url() in client.get("/search", {"q": many.title}).content.decode()
    assert "<article" in client.get("/search", {"q": word}).content.decode()
