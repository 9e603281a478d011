"""A company in which every visibility lies in every other, and every persona stands to each group
as their name says. Whatever is private bears a word or a number that is nowhere else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tilth.access.tests.oracle import Plot, Someone, gardens, knows, meets, reads
from tilth.conftest import NOON, api, ask, make_person, share, sign_in
from tilth.contributions.actions import mark_outdated, reply_to, revise
from tilth.contributions.models import Contribution, Link, Reply, Tag, TagFollow, TagUse, TagWiki
from tilth.events.dispatcher import BATCH, deliver_pending
from tilth.files.actions import keep
from tilth.files.models import File
from tilth.groups.actions import create_group
from tilth.groups.membership import ask_to_join, invite, let_in, remove
from tilth.groups.models import Group
from tilth.people.actions import follow_person, say_goodbye
from tilth.people.models import Person, Standing
from tilth.questions.actions import accept_answer
from tilth.questions.models import Question
from tilth.search.rebuild import reindex

SHARED = "windmill"  # in everything, so that one search finds all that somebody may find
SHARED_TAG = "oil"

ONE = ("open", "closed", "hidden")
CHAINS: list[tuple[str, ...]] = [
    *[(leaf,) for leaf in ONE],
    *[(above, leaf) for above in ONE for leaf in ONE],
    ("closed", "open", "open"),
    ("closed", "open", "closed"),
    ("open", "closed", "open"),
    ("hidden", "closed", "open"),
    ("open", "hidden", "hidden"),
    ("hidden", "hidden", "closed"),
]

IN_LEAF = {
    "author": "contributor",
    "contributor": "contributor",
    "reader": "reader",
    "gardener": "gardener",
    "guest": "contributor",
    "newcomer": "contributor",
    "removed": "gardener",
    "left": "contributor",
    "ended": "contributor",
}
IN_PARENT = {
    "in parent": "contributor",
    "gardener of parent": "gardener",
    "guest of parent": "contributor",
}
ABOVE_PARENT = {"in top": "contributor", "gardener of top": "gardener"}
OUTSIDE = ("outsider", "asker", "admin", "invited", "invited guest", "newcomer outside")
NOT_EMPLOYED = {
    "guest",
    "guest of parent",
    "invited guest",
    "ended",
    "newcomer",
    "newcomer outside",
}
NOT_ACTIVE = {"left", "ended", "nobody"}


@dataclass(frozen=True)
class Secret:
    sort: str
    """`title`, `group name`, `file bytes` …"""
    place: "Place | None"
    someone: Someone | None = None
    """Whose name or number it is, of a person."""


@dataclass(eq=False)
class Place(Plot):
    """A group with what is in it."""

    group: Group = field(default_factory=Group)
    is_leaf: bool = False
    words: dict[str, str] = field(default_factory=dict)
    """The secrets by their sort."""
    question: Contribution = field(default_factory=Contribution)
    update: Contribution = field(default_factory=Contribution)
    answer: Reply = field(default_factory=Reply)
    comment: Reply = field(default_factory=Reply)
    file: File = field(default_factory=File)
    told: set[Someone] = field(default_factory=set)
    """Who was told of the question, when they could still read it."""
    is_first: bool = False

    @property
    def depth(self) -> int:
        return len(list(self.line))


def syllables(number: int) -> str:
    """A word that no language has, no two of which begin alike."""
    sounds = [f"{a}{b}" for a in "bdfgklmnprtvz" for b in "aeiou"]
    word = ""
    for _ in range(4):
        number, rest = divmod(number, len(sounds))
        word += sounds[rest]
    return f"{word}xq"


@dataclass(eq=False)
class World:
    cast: dict[str, Someone] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    secrets: dict[bytes, Secret] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    programs: dict[str, Client] = field(default_factory=dict)
    pointing: Contribution = field(default_factory=Contribution)
    """For everybody, with links to all that is private."""
    duplicates: dict[Place, Contribution] = field(default_factory=dict)
    """For everybody, and said to be the same as something private."""
    _allowed: dict[Someone, set[bytes]] = field(default_factory=dict)

    @property
    def leaves(self) -> list[Place]:
        return [place for place in self.places if place.is_leaf]

    def word(self, sort: str, place: Place | None, someone: Someone | None = None) -> str:
        word = syllables(7 + 31 * len(self.secrets))
        self.hide(sort, word, place, someone)
        return word

    def hide(
        self, sort: str, value: object, place: Place | None, someone: Someone | None = None
    ) -> None:
        self.secrets[str(value).encode()] = Secret(sort, place, someone)
        if place is not None:
            place.words[sort] = str(value)

    def name_of(self, someone: Someone) -> str:
        """The part of somebody's name that nobody else has."""
        mine = (w for w, s in self.secrets.items() if s.sort == "person" and s.someone is someone)
        return next(mine).decode()

    def allowed(self, who: Someone) -> set[bytes]:
        """The secrets that are none to them."""
        if who not in self._allowed:
            self._allowed[who] = {
                word for word, secret in self.secrets.items() if self.may(who, secret)
            }
        return self._allowed[who]

    def may(self, who: Someone, secret: Secret) -> bool:
        """By the words of the table, whatever the door."""
        if secret.someone is not None:
            return self.may_meet(who, secret.someone)
        place = secret.place
        assert place is not None
        match secret.sort:
            case "group name" | "group purpose" | "group id":
                return knows(who, place)
            case "group rule" | "member count":
                # What the table gives to those who only know of it is name, purpose, gardeners.
                return reads(who, place) or gardens(who, place)
        return reads(who, place)

    def may_meet(self, who: Someone, other: Someone) -> bool:
        known = [place for place in self.places if knows(who, place)]
        # The gardeners of what one knows; who is named in what one reads, even when they have gone.
        tends = any(place.members.get(other) == "gardener" for place in known)
        named = any(other in place.told and reads(who, place) for place in self.leaves)
        return tends or named or meets(who, other, list(self.places))


def build() -> World:
    """In the transaction of whoever calls."""
    world = World()
    for model, first in ((Group, 720), (Contribution, 810), (Reply, 830), (File, 850)):
        number_from(model, first * 10**6)
    number_from(Person, 640 * 10**6)
    meet(world)
    for chain in CHAINS:
        settle(world, chain)
    deliver()
    world.leaves[0].is_first = True
    for place in world.leaves:
        place.told = {each for each in place.members if reads(each, place)} - {cast_author(world)}
    for place in world.leaves:
        remember_what_was_read(world, place)
    go_away(world)
    point_at(world)
    deliver()
    hide_numbers(world)
    return world


def cast_author(world: World) -> Someone:
    return world.cast["author"]


def meet(world: World) -> None:
    for name in ("founder", *IN_LEAF, *IN_PARENT, *ABOVE_PARENT, *OUTSIDE):
        someone = Someone(name, employed=name not in NOT_EMPLOYED, runs_it=name == "admin")
        fields: dict[str, Any] = {"name": f"Persona {world.word('person', None, someone)}"}
        if name in NOT_EMPLOYED and not name.startswith("newcomer"):
            fields |= {"standing": Standing.GUEST, "company": "Dornfeld"}
        if name.startswith("newcomer"):
            fields["starts_on"] = timezone.now().date() + timedelta(days=30)
        person = make_person(name.replace(" ", "-"), is_admin=someone.runs_it, **fields)
        someone.person = person
        world.hide("person id", person.pk, None, someone)
        world.cast[name] = someone
        world.clients[name], world.programs[name] = sign_in(person), api(person)
    reindex("person", list(Person.objects.values_list("pk", flat=True)))
    world.cast["nobody"] = Someone("nobody", active=False)
    world.clients["nobody"] = world.programs["nobody"] = Client()


def settle(world: World, chain: tuple[str, ...]) -> None:
    """The groups of a chain, with who is in them and, in the last, all that can be put in one."""
    parent: Place | None = None
    for depth, visibility in enumerate(chain):
        leaf = depth == len(chain) - 1
        parent = found(world, visibility, parent, is_leaf=leaf)
        if leaf:
            enter(world, parent, IN_LEAF)
        elif depth == len(chain) - 2:
            enter(world, parent, IN_PARENT)
        else:
            enter(world, parent, ABOVE_PARENT)
    assert parent is not None
    knock(world, parent)
    fill(world, parent)


def found(world: World, visibility: str, parent: Place | None, *, is_leaf: bool) -> Place:
    place = Place(visibility, parent, is_leaf=is_leaf)
    founder = person_of(world.cast["founder"])
    place.group = create_group(
        actor_id=founder.pk,
        name=f"{world.word('group name', place)} mill",
        purpose=f"For {world.word('group purpose', place)} and {SHARED}",
        rule=f"Say {world.word('group rule', place)}",
        visibility=visibility,
        parent=parent.group if parent else None,
        now=NOON,
    )
    world.hide("group id", place.group.pk, place)
    place.members[world.cast["founder"]] = "gardener"
    world.places.append(place)
    return place


def enter(world: World, place: Place, roles: dict[str, str]) -> None:
    founder = person_of(world.cast["founder"])
    for name, role in roles.items():
        someone = world.cast[name]
        let_in(
            actor_id=founder.pk,
            group=place.group,
            person_id=person_of(someone).pk,
            role=role,
            now=NOON,
        )
        place.members[someone] = role


def knock(world: World, place: Place) -> None:
    founder = person_of(world.cast["founder"])
    ask_to_join(group=place.group, person_id=person_of(world.cast["asker"]).pk, now=NOON)
    for name in ("invited", "invited guest"):
        someone = world.cast[name]
        invite(actor_id=founder.pk, group=place.group, person_id=person_of(someone).pk, now=NOON)
        place.invited.add(someone)


def fill(world: World, place: Place) -> None:
    author, answerer = person_of(world.cast["author"]), person_of(world.cast["contributor"])
    secret: Callable[[str], str] = lambda sort: world.word(sort, place)  # noqa: E731
    handles = " ".join(f"@{person_of(each).handle}" for each in place.members)
    place.question = ask(
        author,
        f"{secret('title')} {secret('rest of title')} {SHARED}",
        group=place.group,
        body=f"{secret('earlier body')} {SHARED}",
        tags=[SHARED_TAG],
        tried=f"{secret('tried')} {SHARED}",
        files=[attached(world, place, author)],
    )
    revise(
        place.question,
        actor_id=author.pk,
        body=f"{secret('body')} {SHARED}, {handles}?",
        tags=[SHARED_TAG, secret("tag")],
        now=NOON + timedelta(minutes=1),
    )
    place.update = share(author, f"{secret('update')} {SHARED}", group=place.group)
    minutes = iter(range(2, 9))
    place.answer = reply_to(
        place.question,
        actor_id=answerer.pk,
        body=f"{secret('answer')} {SHARED}",
        now=NOON + timedelta(minutes=next(minutes)),
    )
    place.comment = reply_to(
        place.question,
        actor_id=author.pk,
        body=f"{secret('comment')} {SHARED}",
        parent=place.answer,
        now=NOON + timedelta(minutes=next(minutes)),
    )
    accept_answer(
        question=Question.objects.get(pk=place.question.pk),
        reply=place.answer,
        actor_id=author.pk,
        now=NOON + timedelta(minutes=next(minutes)),
    )
    mark_outdated(
        place.update, actor_id=author.pk, reason=secret("outdated"), now=NOON + timedelta(hours=1)
    )
    TagWiki.objects.create(
        tag=Tag.objects.get(name=place.words["tag"]),
        group_id=place.group.pk,
        audience_id=place.group.audience_id,
        body="",
        html=f"<p>{secret('tag wiki')}</p>",
    )
    world.hide("question id", place.question.pk, place)
    world.hide("update id", place.update.pk, place)
    world.hide("answer id", place.answer.pk, place)
    world.hide("comment id", place.comment.pk, place)


def attached(world: World, place: Place, owner: Person) -> int:
    content = world.word("file bytes", place).encode()
    place.file = keep(
        owner_id=owner.pk,
        name=f"{world.word('file name', place)}.txt",
        content=BytesIO(content),
        size=len(content),
        now=NOON,
    )
    world.hide("file id", place.file.pk, place)
    return place.file.pk


def remember_what_was_read(world: World, place: Place) -> None:
    """Everybody follows the author and every tag: what may not be read must not come that way."""
    author = person_of(world.cast["author"])
    tag = Tag.objects.get(name=place.words["tag"])
    people = [each.person for each in world.cast.values() if each.person]
    TagFollow.objects.bulk_create([TagFollow(tag=tag, person=person) for person in people])
    for person in people:
        if person != author:
            follow_person(follower_id=person.pk, followed_id=author.pk)


def go_away(world: World) -> None:
    founder = person_of(world.cast["founder"])
    removed, left, ended = (world.cast[name] for name in ("removed", "left", "ended"))
    for place in world.leaves:
        remove(actor_id=founder.pk, group=place.group, person_id=person_of(removed).pk)
        del place.members[removed]
    say_goodbye(address=person_of(left).email or "", now=NOON)
    # There is no action for the end of a guest's time yet: it is a date.
    Person.objects.filter(pk=person_of(ended).pk).update(ends_on=NOON.date())
    left.active = ended.active = False


def point_at(world: World) -> None:
    """What is for everybody leads to what is not."""
    founder = person_of(world.cast["founder"])
    world.pointing = share(founder, f"A list of {SHARED}s")
    for place in world.leaves:
        Link.objects.create(contribution=world.pointing, target=place.question)
        same = ask(founder, f"The same {SHARED}")
        Contribution.objects.filter(pk=same.pk).update(
            duplicate_of=place.question, state="duplicate"
        )
        world.duplicates[place] = same


def hide_numbers(world: World) -> None:
    """Totals that are nowhere else, as a total betrays as much as a word."""
    for n, place in enumerate(world.leaves):
        members, contributions, uses = (start * 10**6 + n for start in (910, 920, 930))
        Group.objects.filter(pk=place.group.pk).update(
            member_count=members, contribution_count=contributions
        )
        TagUse.objects.filter(tag__name=place.words["tag"]).update(count=uses)
        world.hide("member count", members, place)
        world.hide("contribution count", contributions, place)
        world.hide("tag count", uses, place)


def person_of(someone: Someone) -> Person:
    assert someone.person is not None
    return someone.person


def deliver() -> None:
    while deliver_pending() == BATCH:
        pass


def number_from(model: Any, first: int) -> None:
    """Ids that can be looked for in an answer as words can."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first]
            )
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen afterwards."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
