"""Who works there, and in which part of the company."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tilth.demo.synthetic.chance import chance
from tilth.demo.synthetic.names import Names
from tilth.demo.synthetic.size import Size
from tilth.demo.synthetic.vocabulary import Vocabulary
from tilth.people.models import Follow, Person, Standing, Unit

START = datetime(2020, 1, 6, 8, tzinfo=UTC)
END = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""No clock: the same company comes out tomorrow."""

TEAM = 15  # people
DEPARTMENT = 10  # teams
GUESTS = 0.03  # of the people
LEFT = 0.02
NO_PASSWORD = "!"  # noqa: S105  (as Django marks who has none, without its random letters)
FOLLOWED_AT_MOST = 12
FOLLOWED_BY_MEASURED = {"busy": 20, "quiet": 3}


@dataclass
class Staff:
    people: list[Person]
    units: list[Unit]
    managers: list[tuple[int, int]]
    """Unit and person."""
    follows: list[Follow]
    measured: dict[tuple[str, int], int] = field(default_factory=dict)
    """Who is in so many groups, "busy" or "quiet"."""

    @property
    def employees(self) -> list[int]:
        return [person.pk for person in self.people if person.standing == Standing.EMPLOYEE]


def hire(size: Size, words: Vocabulary) -> Staff:
    random = chance(size.seed, "people")
    units = departments(size, words)
    teams = [unit for unit in units if unit.pk > 1 + (len(units) - 1) // (DEPARTMENT + 1)]
    measured = [(how, count) for count in size.measured for how in ("busy", "quiet")]
    people: list[Person] = []
    names = Names(random)
    for pk in range(1, size.people + 1):
        name, handle = names.draw()
        person = Person(pk=pk, name=name, handle=handle, password=NO_PASSWORD, joined_at=START)
        person.unit = random.choice(teams or units)
        if pk <= len(measured):
            how, count = measured[pk - 1]
            person.handle = f"{how}-{count}"
        elif random.random() < GUESTS:
            person.standing, person.unit = Standing.GUEST, None
            person.company = random.choice(words.names)
        elif random.random() < LEFT:
            person.left_at = END - timedelta(days=random.randint(1, 900))
        host = person.company.lower() or "acme"
        person.email = f"{person.handle}@{host}.example"
        people.append(person)
    staff = Staff(people, units, [], [])
    staff.measured = {key: pk for pk, key in enumerate(measured, 1) if pk <= size.people}
    employees = staff.employees
    staff.managers = [(unit.pk, random.choice(employees)) for unit in units]
    staff.follows = list(follows(staff, size))
    return staff


def departments(size: Size, words: Vocabulary) -> list[Unit]:
    """A tree of three steps. Its top says which company this is."""
    random = chance(size.seed, "units")
    top = Unit(pk=1, name=name_of(size))
    teams = max(1, size.people // TEAM)
    middle = [
        Unit(pk=2 + at, name=random.choice(words.nouns.things).title(), parent=top)
        for at in range(max(1, teams // DEPARTMENT))
    ]
    first = 2 + len(middle)
    lowest = [
        Unit(
            pk=first + at,
            name=f"{random.choice(words.adjectives.things)} {random.choice(words.nouns.things)}s",
            parent=middle[at % len(middle)],
        )
        for at in range(teams)
    ]
    return [top, *middle, *lowest]


def name_of(size: Size) -> str:
    return f"Acme ({size})"


def follows(staff: Staff, size: Size) -> list[Follow]:
    random = chance(size.seed, "follows")
    employees = staff.employees
    how_many = {pk: FOLLOWED_BY_MEASURED[how] for (how, _groups), pk in staff.measured.items()}
    found = []
    for pk in employees:
        wanted = how_many.get(pk, random.randint(0, FOLLOWED_AT_MOST))
        chosen = random.sample(employees, min(wanted + 1, len(employees)))
        others = [other for other in chosen if other != pk][:wanted]
        found += [Follow(follower_id=pk, followed_id=other) for other in sorted(others)]
    return found
