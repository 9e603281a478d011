"""What is like a text that somebody is writing: the question that has been asked before."""

from collections.abc import Collection
from itertools import combinations
from math import log
from operator import itemgetter

from tilth.core.web import Viewer
from tilth.search.engines import engine
from tilth.search.hit import Hit, hits
from tilth.search.query import Word, informative
from tilth.search.wish import Wish

RANKED = 1_000  # documents that are compared with the text
COMMON = 1_000  # documents that make a word common: it says little alone, but two of them may
JOINED = 4  # common words that are looked for together


def similar(
    person: Viewer,
    text: str,
    *,
    types: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    but: tuple[str, int] | None = None,
    limit: int = 5,
) -> list[Hit]:
    """Documents that share rare words with the text, or several common ones; the closest first.

    `but` is the type and id of what the text itself is from. Cheap enough to ask while typing.
    """
    rare, common = weighed(informative(text))
    wish = Wish(person=person, types=types, kinds=kinds)
    weights = [*rare, *((word, 1.0) for word in common)]
    found: dict[int, float] = {}
    for ways in [] if wish.is_for_nothing else _ways([word for word, _ in rare], common):
        marks, sight = wish.marks_of_others, wish.sight
        closest = engine().closest(ways, weights, marks=marks, sight=sight, limit=RANKED)
        found |= dict(sorted(closest, key=lambda hit: (hit[1], hit[0]), reverse=True))
        if len(found) > limit:
            break
    best = hits(list(found.items())[: limit + 1])
    return [hit for hit in best if (hit.type, hit.object_id) != but][:limit]


def weighed(words: Collection[Word]) -> tuple[list[tuple[Word, float]], list[Word]]:
    """The rare words with what each is worth, the rarest first, and the common ones."""
    count = engine().count
    counted = sorted(((count(word, at_most=COMMON), word) for word in words), key=itemgetter(0))
    common = [word for number, word in counted if number == COMMON][:JOINED]
    rare: list[tuple[Word, float]] = []
    left = RANKED
    for number, word in counted:
        # The rarest at any rate, and others as long as all that have them can be compared.
        if 0 < number < COMMON and (number <= left or not rare):
            rare.append((word, log(100 * COMMON / number)))
            left -= number
    return rare, common


def _ways(rare: list[Word], common: list[Word]) -> list[list[list[Word]]]:
    """Where to look, and where next if there is nothing. Common words count only together."""
    each = [[word] for word in rare]
    if len(rare) > 1 or not common:
        return [each] if each else []
    return [[*each, common], [list(pair) for pair in combinations(common, 2)] or [common]]
