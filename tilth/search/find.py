"""What a person may see of what they look for."""

from collections.abc import Collection
from dataclasses import replace
from operator import itemgetter

from tilth.core.web import Viewer
from tilth.search.document import as_name
from tilth.search.engines import Match, Scored, engine
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
    walk = engine().walk
    same_title = walk(
        Match(marks=(*wish.marks, (STEM + query.title_key,)), few=True),
        sight=wish.sight,
        limit=NAMES,
    )
    same_name, names = _rank_names(query, wish, by_name=by_name)
    others = (
        []
        if wish.others == []
        else walk(
            Match(query.words, wish.marks_of_others), sight=wish.sight_of_others, limit=RANKED
        )
    )
    first = dict.fromkeys((pk for pk, _ in same_name), 1)
    first |= dict.fromkeys((pk for pk, _ in same_title), 2)
    scores = dict([*same_title, *names, *others])
    ahead = [(pk, scores.pop(pk)) for pk in first]
    ahead.sort(key=lambda hit: (first[hit[0]], hit[1], hit[0]), reverse=True)
    return [*ahead, *sorted(scores.items(), key=itemgetter(1, 0), reverse=True)]


def _rank_names(query: Query, wish: Wish, *, by_name: bool) -> tuple[Scored, Scored]:
    """People, groups and tags with the words in their name, and those with them anywhere. They
    have walks of their own, as most are older than the newest contents with a common word."""
    if not wish.names:
        return [], []
    walk, sight, marks = engine().walk, wish.may_see, wish.marks_of_names
    names = walk(Match(tuple(map(as_name, query.words)), marks, few=True), sight=sight, limit=NAMES)
    anywhere = (
        [] if by_name else walk(Match(query.words, marks, few=True), sight=sight, limit=NAMES)
    )
    return names, [*names, *anywhere]
