"""The tree of groups, and who is in which."""

from dataclasses import dataclass, field
from random import Random

from tilth.demo.synthetic.chance import Skewed, chance
from tilth.demo.synthetic.people import START, Staff
from tilth.demo.synthetic.size import Size
from tilth.demo.synthetic.vocabulary import Vocabulary
from tilth.groups.kinds import KINDS
from tilth.groups.models import Group, Role, Visibility
from tilth.groups.tree import place
from tilth.people.models import Standing

AT_THE_TOP = 0.4
DEEPEST = 4
VISIBILITIES = {Visibility.OPEN: 60, Visibility.CLOSED: 28, Visibility.HIDDEN: 12}
FEW = (3, 8)  # members of a quiet group, beside those who are measured
MOST_GROUPS = 15
READERS = 0.06  # of the members
GARDENERS = 2


@dataclass
class Ground:
    groups: list[Group]
    """Those that people write in first, the most written in first of all; then the quiet ones."""
    members: dict[int, dict[int, str]] = field(default_factory=dict)
    """By group: the role of each person."""

    def writers(self, group: Group) -> list[int]:
        roles = self.members[group.pk]
        return [pk for pk, role in roles.items() if role != Role.READER]


def lay_out(size: Size, staff: Staff, words: Vocabulary) -> Ground:
    random = chance(size.seed, "groups")
    groups: list[Group] = []
    for pk in range(1, size.groups + size.quiet_groups + 1):
        is_quiet = pk > size.groups
        above = None if is_quiet or random.random() < AT_THE_TOP else _parent(groups, random)
        group = Group(
            pk=pk,
            name=f"{random.choice(words.nouns.things)} and {random.choice(words.nouns.things)}",
            kind=random.choice(list(KINDS)),
            purpose=f"Whatever is to be said of the {random.choice(words.nouns.things)}.",
            visibility=random.choices([*VISIBILITIES], [*VISIBILITIES.values()])[0],
            parent=above,
            created_at=START,
        )
        group.name = group.name.capitalize()
        place(group, above)
        groups.append(group)
    ground = Ground(groups, {group.pk: {} for group in groups})
    _gather(ground, size, staff)
    return ground


def _parent(groups: list[Group], random: Random) -> Group | None:
    shallow = [group for group in groups if group.path.count("/") <= DEEPEST]
    return random.choice(shallow) if shallow else None


def _gather(ground: Ground, size: Size, staff: Staff) -> None:
    random = chance(size.seed, "members")
    lively, quiet = ground.groups[: size.groups], ground.groups[size.groups :]
    measured = set(staff.measured.values())
    others = [person for person in staff.people if person.pk not in measured]
    skewed = Skewed(lively, 0.8)
    for person in others:
        is_guest = person.standing == Standing.GUEST
        wanted = random.randint(1, 2 if is_guest else random.randint(1, MOST_GROUPS))
        for _ in range(wanted):
            role = Role.READER if random.random() < READERS else Role.CONTRIBUTOR
            ground.members[skewed.draw(random).pk].setdefault(person.pk, role)
    employees = [
        person.pk
        for person in others
        if person.standing == Standing.EMPLOYEE and person.left_at is None
    ]
    for group in ground.groups:
        _fill(ground.members[group.pk], employees, random)
    for (how, count), pk in staff.measured.items():
        for group in (lively if how == "busy" else quiet)[:count]:
            ground.members[group.pk][pk] = Role.CONTRIBUTOR
    for group in ground.groups:
        group.member_count = len(ground.members[group.pk])


def _fill(roles: dict[int, str], employees: list[int], random: Random) -> None:
    """No group is without anybody, nor without somebody who tends it."""
    there = [pk for pk in employees if pk in roles]
    if len(there) < FEW[1]:
        there += random.sample(employees, min(len(employees), random.randint(*FEW)))
    roles.update({pk: Role.CONTRIBUTOR for pk in there if pk not in roles})
    for pk in random.sample(sorted({*there}), min(GARDENERS, len({*there}))):
        roles[pk] = Role.GARDENER
