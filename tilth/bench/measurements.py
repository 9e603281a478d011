"""What `make bench` measures. One more is a function here, or in a file of its own that is named in
`ALL`: it is given the sites of one database, the smaller company first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tilth.bench.pages import PAGES, path_of
from tilth.bench.ratios import Ratio, of_growth, of_pages, of_queries
from tilth.bench.rounds import Key, Taken, many_clients, one_client
from tilth.bench.say import say
from tilth.bench.site import Site


@dataclass
class Found:
    results: list[dict[str, Any]] = field(default_factory=list)
    """As they are: `{"database", "contributions", "page", "person", "measured", "unit", "value"}`."""
    ratios: list[Ratio] = field(default_factory=list)

    def note(self, key: Key, measured: str, unit: str, value: float) -> None:
        database, contributions = key[0].split()
        self.results.append(
            {
                "database": database,
                "contributions": int(contributions),
                "page": key[1],
                "person": key[2],
                "measured": measured,
                "unit": unit,
                "value": round(value, 3),
            }
        )


type Measure = Callable[[Sequence[Site], int], Found]


def queries(sites: Sequence[Site], rounds: int) -> Found:
    found, counted = Found(), dict[Key, int]()
    for site in sites:
        for someone in site.people:
            for page in (page for page in PAGES if not page.writes):
                path = path_of(page.name, site, someone, 0)
                key = site.name, page.name, someone.handle
                counted[key] = site.ask("queries", handle=someone.handle, path=path)
                found.note(key, "queries", "", counted[key])
    found.ratios += of_queries(counted)
    return found


def alone(sites: Sequence[Site], rounds: int) -> Found:
    """One client, one request after the other: what a page costs, and what it grows by."""
    say("One client.")
    taken = one_client(sites, rounds)
    found = note(taken, 1)
    found.ratios += of_pages(taken.cpu)
    found.ratios += of_growth(taken.cpu, sites[0].name, sites[-1].name)
    return found


def together(sites: Sequence[Site], rounds: int) -> Found:
    say("Eight clients.")
    return note(many_clients(sites, max(1, rounds // 3)), 8)


def note(taken: Taken, clients: int) -> Found:
    found = Found()
    for key, spent in taken.cpu.items():
        found.note(key, f"CPU, {clients} client{'s' * (clients > 1)}", "ms", median(spent))
    for key, waits in taken.wall.items():
        found.note(key, f"wall, {clients} client{'s' * (clients > 1)}", "ms", median(waits))
    return found


ALL: list[Measure] = [queries, alone, together]
