"""One client after the other, and eight at once. Whatever is compared is measured in turns, so that
what else the machine does falls on all alike."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tilth.bench import cpu
from tilth.bench.pages import PAGES, Page
from tilth.bench.say import say
from tilth.bench.site import Site, Someone

type Key = tuple[str, str, str]
"""Site, page, and whose: `("sqlite 20000", "stream", "busy-50")`."""


@dataclass
class Taken:
    """Milliseconds of one request: one value of CPU for each round, one of waiting for each."""

    cpu: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    wall: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))


def one_client(sites: Sequence[Site], rounds: int) -> Taken:
    taken = Taken()
    for number in range(rounds + 1):
        for page, at in ((page, at) for page in PAGES for at in range(len(sites[0].people))):
            for site in sites:
                someone = site.people[at]
                spent, waits = block(site, page, someone, number)
                if number:  # the first is for warming up
                    taken.cpu[site.name, page.name, someone.handle].append(spent)
                    taken.wall[site.name, page.name, someone.handle] += waits
                if number and page.name == "search":
                    key = site.name, "statement", someone.handle
                    taken.cpu[key].append(statements(site, someone))
        say(f"  {'round ' + str(number) if number else 'warming up'} of {rounds}")
    return taken


def block(site: Site, page: Page, someone: Someone, number: int) -> tuple[float, list[float]]:
    """CPU of one request, and the wait for each."""
    before = site.clocks()
    first = number * page.repeat
    waits = [page.send(site, someone, first + at) for at in range(page.repeat)]
    if page.writes:
        site.drain()
    spent = cpu.between(before, site.clocks())
    return 1000 * spent / page.repeat, [1000 * wait for wait in waits]


def statements(site: Site, someone: Someone) -> float:
    """The mean over the words, which a round asks the page for alike."""
    spent: list[float] = [
        site.ask("statement", handle=someone.handle, words=words) for words in site.words
    ]
    return 1000 * sum(spent) / len(spent)


def many_clients(sites: Sequence[Site], rounds: int) -> Taken:
    """All of the measured at once, each with a connection of their own: eight of them."""
    taken = Taken()
    for number, page in ((number, page) for number in range(rounds) for page in PAGES):
        for site in sites:
            before = site.clocks()
            with ThreadPoolExecutor(len(site.people)) as pool:
                waits = list(
                    pool.map(lambda each: list(_each(site, page, each, number)), site.people)  # noqa: B023
                )
            if page.writes:
                site.drain()
            key = site.name, page.name, "all"
            count = page.repeat * len(site.people)
            taken.cpu[key].append(1000 * cpu.between(before, site.clocks()) / count)
            taken.wall[key] += [1000 * wait for each in waits for wait in each]
    return taken


def _each(site: Site, page: Page, someone: Someone, number: int) -> Iterator[float]:
    for at in range(page.repeat):
        yield page.send(site, someone, number * page.repeat + at)
