"""A group goes with all that is in it and below it, and everybody's sight with it."""

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from tilth import access
from tilth.access.scope import carriers
from tilth.conftest import LATER, NOON, ask, make_person
from tilth.contributions.actions import reply_to
from tilth.contributions.models import Contribution, Reply, Tag, Tagging, TagUse, TagWiki
from tilth.events.dispatcher import BATCH, deliver_pending
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.groups.actions import (
    WouldCircle,
    audience_of,
    change_group,
    create_group,
    move_group,
    set_visibility,
)
from tilth.groups.membership import let_in
from tilth.groups.models import Group
from tilth.notifications.models import Notification
from tilth.people.models import Person
from tilth.search.find import find
from tilth.search.models import SearchDocument

CARRIERS = (Contribution, Reply, Tagging, TagUse, TagWiki, File, Notification, SearchDocument)


def deliver() -> None:
    while deliver_pending() == BATCH:
        pass


def fill(group: Group, author: Person, other: Person) -> None:
    """One row of everything that repeats an audience."""
    content = BytesIO(b"?")
    file = keep(owner_id=author.pk, name="a.txt", content=content, size=1, now=NOON)
    question = ask(author, "Why?", group=group, body="Hm.", tags=["oil"], files=[file.pk])
    reply_to(question, actor_id=other.pk, body="So.", now=LATER)
    tag = Tag.objects.get()
    TagWiki.objects.create(tag=tag, group_id=group.pk, audience_id=group.audience_id, body="Oil.")
    deliver()


@pytest.fixture
def plans(ada: Person, grace: Person, settings: Any, tmp_path: Path) -> Group:
    """Open, with an open group inside that is full of things."""
    settings.MEDIA_ROOT = tmp_path
    plans = create_group(actor_id=ada.pk, name="Plans", now=NOON)
    sketches = create_group(actor_id=ada.pk, name="Sketches", parent=plans, now=NOON)
    fill(sketches, ada, grace)
    return plans


def audiences() -> set[int]:
    return {row.audience_id for model in CARRIERS for row in of_groups(model)}


def of_groups(model: Any) -> Any:
    manager = model._default_manager
    return getattr(manager, "carried", manager.all)()


def test_each_kind_of_row_is_there_to_be_carried(plans: Group) -> None:
    """The positive control; and a model that repeats an audience without saying so is found."""
    assert all(of_groups(model).exists() for model in CARRIERS)
    assert {rows().model for rows in carriers} >= {*CARRIERS}


def test_what_is_in_a_group_below_goes_along(plans: Group, ada: Person, mallory: Person) -> None:
    board = create_group(actor_id=ada.pk, name="Board", visibility="hidden", now=NOON)
    assert access.visible(mallory, Contribution.objects.all()).exists()

    move_group(actor_id=ada.pk, group=plans, parent=board)

    assert audiences() == {board.pk}
    assert not access.visible(mallory, Contribution.objects.all()).exists()
    assert access.visible(ada, Contribution.objects.all()).exists()


def test_closing_a_group_closes_what_is_open_below(
    plans: Group, ada: Person, mallory: Person
) -> None:
    set_visibility(actor_id=ada.pk, group=plans, visibility="closed")
    assert audiences() == {plans.pk}
    assert not access.visible(mallory, Contribution.objects.all()).exists()

    set_visibility(actor_id=ada.pk, group=plans, visibility="open")
    assert audiences() == {0}
    assert access.visible(mallory, Contribution.objects.all()).exists()


def test_moving_it_again_and_back_leaves_nothing_behind(plans: Group, ada: Person) -> None:
    one = create_group(actor_id=ada.pk, name="One", visibility="closed", now=NOON)
    two = create_group(actor_id=ada.pk, name="Two", visibility="hidden", parent=one, now=NOON)
    for parent, audience in ((one, one.pk), (two, two.pk), (one, one.pk), (None, 0)):
        move_group(actor_id=ada.pk, group=plans, parent=parent)
        assert audiences() == {audience}


def test_the_name_of_a_group_below_is_found_no_more(
    plans: Group, ada: Person, mallory: Person
) -> None:
    """At once: it is not left to the index, which hears of it later."""
    board = create_group(actor_id=ada.pk, name="Board", visibility="hidden", now=NOON)
    deliver()
    assert [hit.type for hit in find(mallory, "Sketches").hits] == ["group"]

    move_group(actor_id=ada.pk, group=plans, parent=board)

    assert find(mallory, "Sketches").hits == []
    assert find(mallory, "Plans").hits == []
    deliver()
    assert find(mallory, "Sketches").hits == []
    assert [hit.type for hit in find(ada, "Sketches").hits] == ["group"]


def test_it_is_found_again_when_it_is_open_again(
    plans: Group, ada: Person, mallory: Person
) -> None:
    set_visibility(actor_id=ada.pk, group=plans, visibility="hidden")
    deliver()
    assert find(mallory, "Sketches").hits == []

    set_visibility(actor_id=ada.pk, group=plans, visibility="open")

    assert find(mallory, "Sketches").hits


def test_who_is_in_the_group_below_alone_stays_in_it(
    plans: Group, ada: Person, mallory: Person
) -> None:
    sketches = Group.objects.get(name="Sketches")
    let_in(actor_id=ada.pk, group=sketches, person_id=mallory.pk, now=NOON)

    set_visibility(actor_id=ada.pk, group=plans, visibility="hidden")

    assert access.visible(mallory, Contribution.objects.all()).exists()
    assert not access.visible(mallory, Group.objects.filter(pk=plans.pk)).exists()


def test_a_group_does_not_go_below_itself(ada: Person) -> None:
    outer = create_group(actor_id=ada.pk, name="Outer", now=NOON)
    inner = create_group(actor_id=ada.pk, name="Inner", parent=outer, now=NOON)

    for below in (outer, inner):
        with pytest.raises(WouldCircle):
            move_group(actor_id=ada.pk, group=outer, parent=below)


def test_what_cannot_be_moved_is_not_renamed_either(ada: Person) -> None:
    """Everything that is said of a group at once is changed or nothing."""
    outer = create_group(actor_id=ada.pk, name="Outer", now=NOON)
    inner = create_group(actor_id=ada.pk, name="Inner", parent=outer, now=NOON)

    with pytest.raises(WouldCircle):
        change_group(
            actor_id=ada.pk,
            group=outer,
            name="Else",
            kind="team",
            purpose="",
            prompt="",
            rule="",
            visibility="hidden",
            parent=inner,
            now=LATER,
        )

    outer.refresh_from_db()
    assert (outer.name, outer.visibility) == ("Outer", "open")


def test_a_group_of_which_another_path_begins_alike_is_left_alone(ada: Person) -> None:
    """`/1/` and `/1/12/`, and not `/12/`."""
    groups = [create_group(actor_id=ada.pk, name=str(n), now=NOON) for n in range(12)]
    board = create_group(actor_id=ada.pk, name="Board", visibility="closed", now=NOON)

    move_group(actor_id=ada.pk, group=groups[0], parent=board)

    moved = Group.objects.filter(audience_id=board.pk).exclude(pk=board.pk)
    assert [group.pk for group in moved] == [groups[0].pk]


@pytest.mark.django_db(transaction=True)
def test_a_group_is_not_closed_while_something_is_put_in() -> None:
    """Else the thing would keep the audience that was read a moment before."""
    ada = make_person("ada")
    plans = create_group(actor_id=ada.pk, name="Plans", now=NOON)
    closed = threading.Event()

    def close() -> None:
        set_visibility(actor_id=ada.pk, group=plans, visibility="closed")
        closed.set()
        connection.close()

    thread = threading.Thread(target=close)
    with transaction.atomic():
        audience_of(plans.pk)
        thread.start()
        assert not closed.wait(0.3)
    thread.join()

    assert closed.is_set()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_put_things_in_while_it_is_closed_none_leaves_one_open() -> None:
    ada = make_person("ada")
    plans = create_group(actor_id=ada.pk, name="Plans", now=NOON)
    start = threading.Barrier(4)
    faults: list[BaseException] = []

    def put_in() -> None:
        try:
            start.wait()
            for n in range(5):
                ask(ada, f"Why {n}?", group=plans, tags=["oil"])
        except BaseException as fault:  # noqa: BLE001  (of a thread nobody would hear)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=put_in) for _ in range(3)]
    for thread in threads:
        thread.start()
    start.wait()
    for visibility in ("closed", "open", "hidden"):
        set_visibility(actor_id=ada.pk, group=plans, visibility=visibility)
    for thread in threads:
        thread.join()

    assert faults == []
    assert Contribution.objects.count() == 15
    for model in (Contribution, Tagging, TagUse):
        found = set(model._default_manager.values_list("audience_id", flat=True))
        assert found == {plans.pk}, model
