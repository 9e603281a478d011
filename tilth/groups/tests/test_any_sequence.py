"""After any sequence of what can happen to groups, to who is in them and to what is in them,
everybody reads what the rule says, and every row that repeats an audience repeats the right one.

Nothing here knows how the code keeps that true: the rule is walked up the tree anew. A longer run:
`TILTH_TEST_STEPS=10000 pytest tilth/groups/tests/test_any_sequence.py`.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from django.utils import timezone

from tilth import access
from tilth.access.scope import COMPANY, carriers
from tilth.conftest import NOON, ask, make_person, share
from tilth.contributions.actions import (
    bring_back,
    merge,
    move,
    reply_to,
    revise,
    unmerge,
    withdraw,
    withdraw_reply,
)
from tilth.contributions.models import Contribution, Merge, Reply, Tag, Tagging, TagUse, TagWiki
from tilth.core.errors import Refused
from tilth.events.dispatcher import BATCH, deliver_pending
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.groups.actions import create_group, move_group, set_visibility
from tilth.groups.membership import invite, let_in, remove
from tilth.groups.models import Group, Membership, Role, Visibility
from tilth.groups.scope import readers
from tilth.notifications.inbox import unread
from tilth.notifications.models import Notification
from tilth.people.actions import add_person, say_goodbye
from tilth.people.models import Person, Standing
from tilth.search.models import SearchDocument

STEPS = int(os.environ.get("TILTH_TEST_STEPS", "50"))
KINDS: list[Callable[..., Contribution]] = [ask, ask, share]
TAGS = ("oil", "seal", "noise")


class Company:
    """Somewhere in the middle of things. Each method is one thing that can happen."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.minutes = 0
        tomorrow = timezone.now().date() + timedelta(days=1)
        self.people = [
            *[make_person(f"employee{n}") for n in range(4)],
            *[make_person(f"guest{n}", standing=Standing.GUEST) for n in range(2)],
            make_person("newcomer", starts_on=tomorrow),
            make_person("brought", standing=Standing.IMPORTED, email=None),
            make_person("admin", is_admin=True),
        ]
        self.gil = self.people[0]
        for _ in range(5):
            self.found_a_group()
        for _ in range(4):
            self.put_something_in()

    def step(self) -> None:
        self.minutes += 1
        happens: Callable[[], Any] = self.dice.choice(
            [
                *[self.move_a_group] * 4,
                *[self.change_a_visibility] * 4,
                *[self.let_somebody_in] * 4,
                *[self.put_somebody_out] * 3,
                *[self.move_something] * 4,
                *[self.reply] * 3,
                *[self.say_two_are_one, self.say_they_are_two, self.move_what_was_merged] * 3,
                self.found_a_group,
                self.put_something_in,
                self.change_the_words,
                self.withdraw_something,
                self.invite_somebody,
                self.leave_or_come_back,
                deliver,
            ]
        )
        with suppress(Refused):  # what the rules of the domain do not allow changes nothing
            happens()

    @property
    def now(self) -> Any:
        return NOON + timedelta(minutes=self.minutes)

    def group(self) -> Group:
        return self.dice.choice(list(Group.objects.order_by("pk")))

    def group_or_none(self) -> Group | None:
        choices: list[Group | None] = [None, *Group.objects.order_by("pk")]
        return self.dice.choice(choices)

    def person(self) -> Person:
        return Person.objects.get(pk=self.dice.choice(self.people).pk)

    def thing(self) -> Contribution:
        return self.dice.choice(list(Contribution.objects.order_by("pk")))

    def found_a_group(self) -> None:
        create_group(
            actor_id=self.gil.pk,
            name=f"Group {self.minutes}",
            visibility=self.dice.choice(list(Visibility)),
            parent=self.group_or_none(),
            now=self.now,
        )

    def move_a_group(self) -> None:
        move_group(actor_id=self.gil.pk, group=self.group(), parent=self.group_or_none())

    def change_a_visibility(self) -> None:
        visibility = self.dice.choice(list(Visibility))
        set_visibility(actor_id=self.gil.pk, group=self.group(), visibility=visibility)

    def let_somebody_in(self) -> None:
        let_in(
            actor_id=self.gil.pk,
            group=self.group(),
            person_id=self.person().pk,
            role=self.dice.choice(list(Role)),
            now=self.now,
        )

    def invite_somebody(self) -> None:
        group, person = self.group(), self.person()
        if not Membership.objects.filter(group=group, person=person).exists():
            invite(actor_id=self.gil.pk, group=group, person_id=person.pk, now=self.now)

    def put_somebody_out(self) -> None:
        remove(actor_id=self.gil.pk, group=self.group(), person_id=self.person().pk)

    def put_something_in(self) -> None:
        author = self.person()
        make: Callable[..., Contribution] = self.dice.choice(KINDS)
        make(
            author,
            f"Something about {self.minutes}, @{self.person().handle} and @{self.person().handle}",
            group=self.group_or_none(),
            tags=self.dice.sample(TAGS, 2),
            files=[self.file(author)],
            now=self.now,
        )

    def file(self, owner: Person) -> int:
        content = BytesIO(b"?")
        return keep(owner_id=owner.pk, name="a.txt", content=content, size=1, now=self.now).pk

    def change_the_words(self) -> None:
        thing = self.thing()
        body = f"Now {self.minutes} @{self.person().handle}"
        tags = self.dice.sample(TAGS, 1)
        revise(thing, actor_id=thing.author_id, body=body, tags=tags, now=self.now)

    def reply(self) -> None:
        thing, author = self.thing(), self.person()
        reply_to(
            thing,
            actor_id=author.pk,
            body=f"So, @{self.person().handle}.",
            parent=self.dice.choice([None, *thing.replies.order_by("pk")]),
            files=[self.file(author)],
            now=self.now,
        )

    def move_something(self) -> None:
        move(self.thing(), actor_id=self.gil.pk, group=self.group_or_none())

    def move_what_was_merged(self) -> None:
        if merged := list(Merge.objects.order_by("pk")):
            pair = self.dice.choice(merged)
            thing = self.dice.choice([pair.original, pair.duplicate])
            move(thing, actor_id=self.gil.pk, group=self.group_or_none())

    def say_two_are_one(self) -> None:
        pairs = [
            (one, two)
            for one in Contribution.objects.filter(listed=True).order_by("pk")
            for two in Contribution.objects.filter(listed=True, group=one.group, kind=one.kind)
            if one != two
        ]
        if pairs:
            duplicate, original = self.dice.choice(pairs)
            merge(duplicate, original=original, actor_id=self.gil.pk, now=self.now)

    def say_they_are_two(self) -> None:
        if merged := list(Merge.objects.order_by("pk")):
            unmerge(self.dice.choice(merged).duplicate, actor_id=self.gil.pk)

    def withdraw_something(self) -> None:
        thing = self.thing()
        if thing.withdrawn_at is None:
            withdraw(thing, actor_id=thing.author_id, now=self.now)
        else:
            bring_back(thing, actor_id=thing.author_id)
        if reply := Reply.objects.filter(withdrawn_at=None).order_by("?").first():
            withdraw_reply(reply, actor_id=reply.author_id, now=self.now)

    def leave_or_come_back(self) -> None:
        person = self.person()
        if person.email and person.left_at is None:
            say_goodbye(address=person.email, now=self.now)
        elif person.email:
            add_person(address=person.email, now=self.now)


def deliver() -> None:
    while deliver_pending() == BATCH:
        pass


# The rule, walked up


def audience_by_the_rule(group: Group | None) -> int:
    """The nearest closed or hidden group, itself included."""
    while group is not None and group.visibility == Visibility.OPEN:
        group = group.parent
    return group.pk if group else COMPANY


def known_to_by_the_rule(group: Group) -> int:
    """Whoever may read its parent; of a hidden one, its members."""
    if group.visibility == Visibility.HIDDEN:
        return group.pk
    return audience_by_the_rule(group.parent)


def path_by_the_rule(group: Group) -> str:
    return f"{path_by_the_rule(group.parent) if group.parent else '/'}{group.pk}/"


def reads_by_the_rule(person: Person, group: Group | None) -> bool:
    left = person.left_at is not None or person.standing == Standing.IMPORTED
    guest = person.standing == Standing.GUEST or person.starts_on is not None
    inside = set(Membership.objects.filter(person=person).values_list("group_id", flat=True))
    wall = audience_by_the_rule(group)
    mine = group is not None and group.pk in inside
    return not left and (mine or (not guest and (wall == COMPANY or wall in inside)))


def faults() -> Iterator[str]:
    groups = {group.pk: group for group in Group.objects.all()}
    yield from faults_of_the_tree(groups)
    yield from faults_of_what_is_carried(groups)
    yield from faults_of_who_reads(groups)
    yield from faults_of_counts(groups)


def faults_of_the_tree(groups: dict[int, Group]) -> Iterator[str]:
    for group in groups.values():
        for field, rule in (
            ("path", path_by_the_rule(group)),
            ("audience_id", audience_by_the_rule(group)),
            ("known_to_id", known_to_by_the_rule(group)),
        ):
            if getattr(group, field) != rule:
                yield f"{field} of {group.pk}: {getattr(group, field)}, by the rule {rule}"
        for document in SearchDocument.objects.filter(type="group", object_id=group.pk):
            if document.audience_id != known_to_by_the_rule(group):
                yield f"the group {group.pk} is found by {document.audience_id}"


def faults_of_what_is_carried(groups: dict[int, Group]) -> Iterator[str]:
    """The audience of its group, and the group of what it belongs to."""
    for rows in carriers:
        for row in rows():
            right = audience_by_the_rule(groups.get(row.group_id or 0))
            if row.audience_id != right:
                yield f"{type(row).__name__} {row}: audience {row.audience_id}, not {right}"
    for row, belongs_to in belongings():
        right = Contribution.objects.values_list("group_id", flat=True).get(pk=belongs_to)
        if row.group_id != right:
            yield f"{type(row).__name__} {row} is in {row.group_id}, what it belongs to in {right}"


def belongings() -> Iterator[tuple[Any, int]]:
    """What repeats the group of a contribution, and which one that is now."""
    of_reply = dict(Reply.objects.values_list("pk", "contribution_id"))
    for reply in Reply.objects.all():
        yield reply, reply.contribution_id
    for tagging in Tagging.objects.all():
        yield tagging, tagging.contribution_id
    attached: list[Any] = [*Notification.objects.all(), *File.objects.exclude(thing_type="")]
    for row in attached:
        pk = row.thing_id or 0
        yield row, of_reply[pk] if row.thing_type == "reply" else pk
    for document in SearchDocument.objects.carried():
        pk = document.object_id
        yield document, of_reply[pk] if document.type == "reply" else pk


def faults_of_who_reads(groups: dict[int, Group]) -> Iterator[str]:
    """Both directions, and the rule."""
    people = {person.pk: person for person in Person.objects.all()}
    scopes = {pk: access.scope(person) for pk, person in people.items()}
    for group in [None, *groups.values()]:
        pk, audience = (group.pk, group.audience_id) if group else (None, COMPANY)
        by_rule = {each for each in people if reads_by_the_rule(people[each], group)}
        by_scope = {
            each
            for each, scope in scopes.items()
            if audience in scope.audiences or pk in scope.groups
        }
        by_readers = readers(group_id=pk, audience_id=audience, among=set(people))
        if not by_rule == by_scope == by_readers:
            yield f"{group} is read by {by_rule}; scopes say {by_scope}, readers {by_readers}"
    for person in people.values():
        seen = access.visible(person, Contribution.objects.all())
        right = [
            each for each in Contribution.objects.all() if reads_by_the_rule(person, each.group)
        ]
        if set(seen) != set(right):
            yield f"{person} sees {set(seen)}, by the rule {set(right)}"
        told = Notification.objects.filter(recipient=person, read_at=None)
        readable = [row for row in told if reads_by_the_rule(person, groups.get(row.group_id or 0))]
        if unread(person) != len(readable):
            yield f"{person} has {unread(person)} unread, by the rule {len(readable)}"


def faults_of_counts(groups: dict[int, Group]) -> Iterator[str]:
    for group in groups.values():
        listed = Contribution.objects.filter(group=group, listed=True).count()
        if (group.contribution_count, group.member_count) != (listed, group.memberships.count()):
            yield f"{group.pk} counts {group.contribution_count} of {listed}"
    for tag in Tag.objects.all():
        counted = TagUse.objects.filter(tag=tag).values_list("group_id").annotate(Sum("count"))
        for group_id, count in counted:
            used = Tagging.objects.filter(tag=tag, group_id=group_id or None).count()
            if count != used:
                yield f"{tag} is counted {count} times in {group_id}, and used {used} times"


@pytest.fixture(autouse=True)
def files_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_after_any_steps_everything_is_as_the_rule_says(seed: int) -> None:
    company = Company(seed)
    for tag in Tag.objects.all():
        group = company.group()
        TagWiki.objects.create(tag=tag, group_id=group.pk, audience_id=group.audience_id)
    deliver()

    for step in range(STEPS):
        company.step()
        if step % 10 == 0:
            assert "\n".join(faults()) == "", f"seed {seed}, step {step}"
    deliver()

    assert "\n".join(faults()) == "", f"seed {seed}, at the end"


@pytest.mark.django_db
def test_the_checks_find_a_fault() -> None:
    """The positive control: what a wrong row looks like to them."""
    company = Company(0)
    deliver()
    assert list(faults()) == []
    thing = Contribution.objects.exclude(group=None).first()
    assert thing is not None

    Contribution.objects.filter(pk=thing.pk).update(audience_id=10**6)
    Group.objects.filter(contributions=thing).update(known_to_id=10**6, contribution_count=99)
    Reply.objects.create(contribution=thing, author=company.gil, created_at=NOON, body="?")

    found = "\n".join(faults())
    for fault in ("audience 1000000", "known_to_id", "99 of", "Reply reply", "sees"):
        assert fault in found
