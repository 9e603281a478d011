"""Puts the company into an empty database, a thousand contributions in a transaction."""

from functools import lru_cache

from django.db import connection, transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from tilth.contributions.models import Contribution, Reply, Tag, TagFollow, Tagging, TagUse
from tilth.core.errors import Refused
from tilth.core.progress import Tell
from tilth.core.text import tag_name
from tilth.demo.synthetic.batch import BATCH, World, batch
from tilth.demo.synthetic.chance import chance
from tilth.demo.synthetic.people import Staff, hire, name_of
from tilth.demo.synthetic.places import Ground, lay_out
from tilth.demo.synthetic.rows import count_on, insert
from tilth.demo.synthetic.size import Size
from tilth.demo.synthetic.texts import Writer
from tilth.groups.models import Group, Membership
from tilth.groups.search import documents_of_groups
from tilth.people.models import Follow, Person, Unit
from tilth.people.search import documents_of_people
from tilth.search.engines import engine
from tilth.search.index import index

TAGS = 300
CONTRIBUTIONS_PER_TAG = 20
FOLLOWED_TAGS = 6
FOLLOWED_BY_MEASURED = {"busy": 10, "quiet": 2}


class NotEmpty(Refused):
    """The database holds something else."""


def make(size: Size, tell: Tell) -> bool:
    """Whether there was anything to do. Interrupted, it goes on where it was.

    Raises NotEmpty where the database holds anything that is not of this company.
    """
    writer, staff, ground = staff_and_ground(size)
    tags = names_of_tags(size, writer)
    begun = Unit.objects.filter(name=name_of(size)).exists()
    if not begun:
        found(staff, ground, tags, size)
    world = World(size, ground, staff.employees, tags, writer)
    done = begun and is_done(size)
    if not done:
        fill(world, tell)
    return not done


@lru_cache(maxsize=1)
def writer_of(seed: int) -> Writer:
    return Writer(seed)


def staff_and_ground(size: Size) -> tuple[Writer, Staff, Ground]:
    writer = writer_of(size.seed)
    staff = hire(size, writer.words)
    return writer, staff, lay_out(size, staff, writer.words)


def is_done(size: Size) -> bool:
    """The totals are the last that is written."""
    whole = Contribution.objects.filter(pk=size.contributions).exists()
    return whole and (TagUse.objects.exists() or not Tagging.objects.exists())


def names_of_tags(size: Size, writer: Writer) -> list[str]:
    wanted = max(10, min(TAGS, size.contributions // CONTRIBUTIONS_PER_TAG))
    nouns = dict.fromkeys(tag_name(noun) for noun in writer.words.nouns.things)
    return list(nouns)[:wanted]


@transaction.atomic
def found(staff: Staff, ground: Ground, tags: list[str], size: Size) -> None:
    """People, groups and tags, in one transaction."""
    if Person.objects.exists() or Group.objects.exists() or Contribution.objects.exists():
        raise NotEmpty(
            _(
                "The company wants an empty database, and this one has people or contributions"
                " of another. Name an empty one with TILTH_DATABASE_URL or TILTH_DATA_DIR."
            )
        )
    Unit.objects.bulk_create(staff.units)
    Person.objects.bulk_create(staff.people, batch_size=500)
    manages = Unit.managers.through
    manages._default_manager.bulk_create(
        [manages(unit_id=unit, person_id=person) for unit, person in staff.managers]
    )
    Follow.objects.bulk_create(staff.follows, batch_size=2000)
    Group.objects.bulk_create(ground.groups, batch_size=500)
    Membership.objects.bulk_create(
        [
            Membership(group_id=group, person_id=person, role=role, since=since.created_at)
            for since in ground.groups
            for group in [since.pk]
            for person, role in sorted(ground.members[group].items())
        ],
        batch_size=2000,
    )
    Tag.objects.bulk_create([Tag(pk=pk, name=name) for pk, name in enumerate(tags, 1)])
    TagFollow.objects.bulk_create(tag_follows(staff, len(tags), size.seed), batch_size=2000)
    index(documents_of_people([person.pk for person in staff.people]))
    index(documents_of_groups([group.pk for group in ground.groups]))
    count_on()


def tag_follows(staff: Staff, tags: int, seed: int) -> list[TagFollow]:
    random = chance(seed, "followed tags")
    how_many = {pk: FOLLOWED_BY_MEASURED[how] for (how, _groups), pk in staff.measured.items()}
    return [
        TagFollow(person_id=pk, tag_id=tag)
        for pk in staff.employees
        for tag in sorted(
            random.sample(range(1, tags + 1), how_many.get(pk, random.randint(0, FOLLOWED_TAGS)))
        )
    ]


def fill(world: World, tell: Tell) -> None:
    of = world.size.contributions
    # A batch is there as a whole or not at all.
    done = Contribution.objects.count()
    for number in range(-(-done // BATCH), -(-of // BATCH)):
        with transaction.atomic():
            last = Reply.objects.aggregate(n=Max("pk"))["n"] or 0
            rows = batch(world, number, last + 1)
            insert(rows)
            done += len(rows.contributions)
        tell("writing contributions", done, of)
    tell("counting", 0)
    with transaction.atomic():
        count()
        count_on()
    engine().tidy()
    if connection.vendor == "postgresql":
        # Autovacuum comes by a minute later, and until then the plans are guesses.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")


def count() -> None:
    """What is kept of all of them together: by group, and by tag."""
    listed = Contribution.objects.filter(listed=True).order_by()
    counted = dict(listed.values_list("group_id").annotate(n=Count("pk")))
    groups = list(Group.objects.all())
    for group in groups:
        group.contribution_count = counted.get(group.pk, 0)
    Group.objects.bulk_update(groups, ["contribution_count"], batch_size=200)
    used = Tagging.objects.order_by().values_list("tag_id", "group_id", "audience_id")
    TagUse.objects.bulk_create(
        [
            TagUse(tag_id=tag, group_id=group or 0, audience_id=audience, count=n)
            for tag, group, audience, n in used.annotate(n=Count("pk")).order_by(
                "tag_id", "group_id"
            )
        ],
        batch_size=2000,
    )
