"""The arithmetic: what is compared with what, and the bar it has to stay below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tilth.bench.rounds import Key

PAGE = 5.0
"""A page with content, in pages without."""
SEARCH = 1.5
"""A search, in an empty page and the bare statement together."""
GROWTH = 1.3
"""From the smaller company to the larger one."""
QUERIES = 12.0
MOST_GROUPS = 200

type Series = Mapping[Key, Sequence[float]]


@dataclass(frozen=True)
class Ratio:
    name: str
    value: float
    bar: float

    @property
    def is_above(self) -> bool:
        return self.value > self.bar


def paired(above: Sequence[float], *below: Sequence[float]) -> float:
    """The median of the ratios of each round, below which stands the sum of the others. What makes
    a round slow makes all of it slow. Raises ValueError where rounds are missing."""
    rounds = zip(above, *below, strict=True)
    return float(median(value / sum(others) for value, *others in rounds))


def of_pages(cpu: Series) -> Iterator[Ratio]:
    for (site, page, who), spent in cpu.items():
        empty = cpu[site, "empty", who]
        if page in {"stream", "question"}:
            yield Ratio(f"{page}: {site}, {who}", paired(spent, empty), PAGE)
        if page == "stream" and who.endswith(f"-{MOST_GROUPS}"):
            yield Ratio(f"groups: stream, {site}, {who}", paired(spent, empty), PAGE)
        if page == "search":
            bare = cpu[site, "statement", who]
            yield Ratio(f"search: {site}, {who}", paired(spent, empty, bare), SEARCH)


def of_growth(cpu: Series, smaller: str, larger: str) -> Iterator[Ratio]:
    for (site, page, who), spent in cpu.items():
        if site == larger and page in {"stream", "question", "post"}:
            value = paired(spent, cpu[smaller, page, who])
            yield Ratio(f"growth: {page}, {larger} to {smaller}, {who}", value, GROWTH)
            if page == "post":
                yield Ratio(f"post: {larger} to {smaller}, {who}", value, GROWTH)


def of_queries(counted: Mapping[Key, int]) -> Iterator[Ratio]:
    for (site, page, who), number in counted.items():
        if page in {"stream", "question"}:
            yield Ratio(f"queries: {page}, {site}, {who}", float(number), QUERIES)
