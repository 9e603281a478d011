"""What a person may see of what they look for."""

from collections.abc import Collection
from dataclasses import replace
from operator import itemgetter

from tilth.core.web import Viewer
from tilth.search.document import as_name
from tilth.search.engines import Match, Scored, Walk, engine
from tilth.search.hit import Found, Place, hits
from tilth.search.query import Query, parse
from tilth.search.stems import STEM
from tilth.search.wish import Wish

RANKED = 2_000  # the newest visible matches that are ranked, and the most that can be paged through
NAMES = 200  # people, groups and tags among them
MOST = 100  # hits of a page


def find(
    person: Viewer,
    text: str,
    *,
    types: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    group_ids: Collection[int] | None = None,
    typing: bool = False,
    limit: int = 20,
    after: str | None = None,
) -> Found:
    """The best of the newest matches the person may see. Any text is a valid search.

    A document matches if it has every word, in any of its forms. With `typing`, the last word may
    be only begun, and people and groups are found by their names alone; without, it is taken so
    when no document has the whole word. First come exact titles, then people and groups whose name
    matches, then the rest by relevance.
    Raises ValueError for an `after` that no page gave out.
    """
    place = Place.parse(after) if after else Place(prefix=typing)
    wish = Wish(person=person, types=types, kinds=kinds, group_ids=group_ids, newest=place.newest)
    query, begun = parse(text, typing=place.prefix), parse(text, typing=True)
    ranked = rank(query, wish, by_name=typing)
    if not ranked and not after and query != begun:
        place = Place(prefix=True)
        ranked = rank(begun, wish)
    if ranked and not after:
        place = replace(place, newest=max(ranked)[0])
    end = place.offset + max(1, min(limit, MOST))
    following = str(replace(place, offset=end)) if end < len(ranked) else None
    return Found(hits(ranked[place.offset : end]), following)


def rank(query: Query, wish: Wish, *, by_name: bool = False) -> Scored:
    """The best first; a tie goes to the newest. `by_name` finds people by their names alone."""
    if not query.words or wish.is_for_nothing:
        return []
    titled, named, anywhere, others = _walked(query, wish, by_name=by_name)
    first = dict.fromkeys((pk for pk, _ in named), 1)
    first |= dict.fromkeys((pk for pk, _ in titled), 2)
    scores = dict([*titled, *named, *anywhere, *others])
    ahead = [(pk, scores.pop(pk)) for pk in first]
    ahead.sort(key=lambda hit: (first[hit[0]], hit[1], hit[0]), reverse=True)
    return [*ahead, *sorted(scores.items(), key=itemgetter(1, 0), reverse=True)]


def _walked(query: Query, wish: Wish, *, by_name: bool) -> list[Scored]:
    """What bears exactly this title; people, groups and tags with the words in their name, and with
    them anywhere; the rest. Names have walks of their own, as most are older than the newest
    contents with a common word."""
    marks = (*wish.marks, (STEM + query.title_key,))
    walks = {0: Walk(Match(marks=marks, few=True), wish.sight, NAMES)}
    if wish.names:
        as_names = Match(tuple(map(as_name, query.words)), wish.marks_of_names, few=True)
        walks[1] = Walk(as_names, wish.may_see, NAMES)
        if not by_name:
            words = Match(query.words, wish.marks_of_names, few=True)
            walks[2] = Walk(words, wish.may_see, NAMES)
    if wish.others != []:
        words = Match(query.words, wish.marks_of_others)
        walks[3] = Walk(words, wish.sight_of_others, RANKED)
    found = dict(zip(walks, engine().walk(*walks.values()), strict=True))
    return [found.get(number, []) for number in range(4)]
