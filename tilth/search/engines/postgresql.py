"""PostgreSQL's tsvector, written word by word: no parser, no dictionary, no stop words.

A label says where a word is from: A title, B body, C a stem in the title. A stem in the body and a
mark have no place, which ranks as D; nobody ranks by marks but where there is nothing else.
"""

from collections.abc import Sequence
from itertools import chain
from zlib import crc32

from django.db import connection

from tilth.search.document import Entry
from tilth.search.engines import Marks, Match, Scored, Walk, Ways, Weights
from tilth.search.query import Term, Word
from tilth.search.stems import marked_stems

# The weights of D, C, B and A; long texts count less.
RANK = "ts_rank('{0.1, 0.5, 0.15, 1.0}', t.words, %s::tsquery, 1)"
# From the newest down until there are enough: for what many documents match.
WALK_DOWN = """
    SELECT id, {score} FROM (
        SELECT t.id, t.words FROM search_text t JOIN search_searchdocument d ON d.id = t.id
        WHERE t.words @@ %s::tsquery AND {sight}
        ORDER BY t.id DESC LIMIT %s
    ) AS t
"""
# All that match, and of them the newest. PostgreSQL would walk down also where few match, as it does
# not know what it costs to look into a tsvector (98 ms instead of 35), and would read all that the
# person may see to compare it with a few thousand matches (100 ms instead of 40): OFFSET 0 and
# MATERIALIZED are there to hold it back.
FROM_INDEX = """
    WITH matching AS MATERIALIZED (SELECT id FROM search_text WHERE words @@ %s::tsquery)
    SELECT t.id, {score} FROM (
        SELECT seen.id FROM matching CROSS JOIN LATERAL (
            SELECT d.id FROM search_searchdocument d WHERE d.id = matching.id AND {sight} OFFSET 0
        ) AS seen ORDER BY seen.id DESC LIMIT %s
    ) AS newest JOIN search_text t ON t.id = newest.id
"""
ONE_OF = "SELECT {number}, walk.* FROM ({walk}) AS walk"
MANY = 20_000  # documents, about where one way gets slower than the other
ESTIMATE = "EXPLAIN SELECT 1 FROM search_text WHERE words @@ %s::tsquery"
COUNT = """
    SELECT count(*) FROM (
        SELECT 1 FROM search_text WHERE words @@ %s::tsquery LIMIT %s
    ) AS counted
"""
PUT = """
    INSERT INTO search_text AS t (id, words) VALUES {rows}
    ON CONFLICT (id) DO UPDATE SET words = excluded.words WHERE t.words <> excluded.words
"""
DROP = "DELETE FROM search_text WHERE id = ANY(%s)"
LOCK = "SELECT pg_advisory_xact_lock(%s, pk) FROM unnest(%s::int[]) AS pk"

BODY_STARTS = 500  # so that no phrase reaches from the title into the body
LAST_PLACE = 16_383  # PostgreSQL counts no further
MOST_PLACES = 255  # nor more of one word
LONG = "~size=long"  # the mark of a text that has more


def put(entries: Sequence[Entry]) -> None:
    with connection.cursor() as cursor:
        sql = PUT.format(rows=", ".join(["(%s, %s::tsvector)"] * len(entries)))
        cursor.execute(sql, list(chain.from_iterable((e.id, tsvector(e)) for e in entries)))


def drop(ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DROP, [list(ids)])


def lock(type: str, object_ids: Sequence[int]) -> None:  # noqa: A002  (the field's name)
    with connection.cursor() as cursor:
        # Always in the same order, or two would wait for each other.
        keys = sorted(pk % 2**31 for pk in object_ids)
        cursor.execute(LOCK, [crc32(type.encode()) % 2**31, keys])


def walk(*walks: Walk) -> list[Scored]:
    return _run([_of_match(walk.match, walk.sight, walk.limit) for walk in walks])


def _of_match(match: Match, sight: str, limit: int) -> "Statement":
    words = [_word(word) for word in match.words]
    marks = _marks(match.marks)
    # For the rank, words are joined by OR: what AND ranks by, the distances of all of them from
    # each other, takes as long as somebody wants who writes a bad enough text.
    ranked = " | ".join(words or marks)
    return _statement([*words, *marks], [(ranked, 1.0)], sight, limit, few=match.few)


def closest(ways: Ways, weights: Weights, *, marks: Marks, sight: str, limit: int) -> Scored:
    either = " | ".join(f"({' & '.join(map(_word, way))})" for way in ways)
    ranked = [(_word(word), weight) for word, weight in weights]
    (found,) = _run([_statement([f"({either})", *_marks(marks)], ranked, sight, limit)])
    return found


def count(word: Word, *, at_most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_word(word), at_most])
        (found,) = cursor.fetchone()
    return int(found)


def tidy() -> None:
    """Lets PostgreSQL know which words are common and which pages need no second look."""
    # VACUUM cannot be run in a transaction; autovacuum comes by some time later.
    verb = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as cursor:
        cursor.execute(f"{verb} search_text")
        cursor.execute(f"{verb} search_searchdocument")


def tsvector(entry: Entry) -> str:
    places: dict[str, list[str]] = {mark: [] for mark in entry.marks}
    for stem in chain(marked_stems(entry.title), marked_stems(entry.body)):
        places[stem] = []
    for stem in marked_stems(entry.title):
        places[stem] = ["1C"]
    for label, start, words in (("A", 1, entry.title), ("B", BODY_STARTS, entry.body)):
        for place, word in enumerate(words, start):
            places.setdefault(word, []).append(f"{place}{label}")
    if len(entry.body) > LAST_PLACE - BODY_STARTS or any(
        len(there) > MOST_PLACES for there in places.values()
    ):
        places[LONG] = []
    return " ".join(
        f"'{word}':{','.join(there)}" if there else f"'{word}'" for word, there in places.items()
    )


type Statement = tuple[str, list[str | int]]
"""SQL and what goes into it."""


def _statement(
    parts: Sequence[str],
    ranked: Sequence[tuple[str, float]],
    sight: str,
    limit: int,
    *,
    few: bool = False,
) -> Statement:
    query = " & ".join(parts)
    score = " + ".join(f"{weight:.3f} * {RANK}" for _, weight in ranked)
    ranks = [words for words, _ in ranked]
    many = not few and _estimate(query) > MANY
    sql = (WALK_DOWN if many else FROM_INDEX).format(score=score, sight=sight)
    first = [*ranks, query] if many else [query, *ranks]
    return sql, [*first, limit]


def _run(statements: Sequence[Statement]) -> list[Scored]:
    found: list[Scored] = [[] for _ in statements]
    sql = " UNION ALL ".join(
        ONE_OF.format(number=number, walk=text) for number, (text, _values) in enumerate(statements)
    )
    values = [value for _text, given in statements for value in given]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for number, pk, score in cursor.fetchall():
            found[number].append((pk, score))
    return found


def _estimate(query: str) -> int:
    """How many documents match, by what PostgreSQL knows of the words without looking."""
    with connection.cursor() as cursor:
        cursor.execute(ESTIMATE, [query])
        (plan,) = cursor.fetchone()
    return int(plan.partition(" rows=")[2].split()[0])


def _word(word: Word) -> str:
    return f"({' | '.join(_term(term) for term in word.any_of)})"


def _term(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    if len(words) == 1:
        return words[0]
    # Where a text is too long for places, it is enough that it has all the words.
    return f"(({' <-> '.join(words)}) | {' & '.join([*words, f"'{LONG}'"])})"


def _marks(marks: Marks) -> list[str]:
    quoted = ([f"'{mark}'" for mark in any_of] for any_of in marks)
    return [f"({' | '.join(any_of)})" for any_of in quoted]
