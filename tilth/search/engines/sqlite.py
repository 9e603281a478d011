"""SQLite's FTS5 over the words we made. A row of `search_text` has the id of its document."""

from collections.abc import Sequence

from django.db import connection

from tilth.search.document import Entry
from tilth.search.engines import Marks, Match, Scored, Walk, Ways, Weights
from tilth.search.query import Term, Word
from tilth.search.stems import marked_stems

# Scored in the same walk that finds the newest visible matches. On 200,000 documents and a word in
# half of them, ranking what `rowid IN (the newest)` gives takes fifty times as long.
# The order of a CROSS JOIN is kept: FTS5 leads.
WALK = """
    SELECT d.id, -bm25(search_text, 6.0, 1.0, 0.0)
    FROM search_text CROSS JOIN search_searchdocument d ON d.id = search_text.rowid
    WHERE search_text MATCH %s AND {sight}
    ORDER BY search_text.rowid DESC LIMIT %s
"""
ONE_OF = "SELECT {number}, * FROM ({walk})"
COUNT = "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH %s LIMIT %s)"
HAVE = "SELECT rowid, title, body, marks FROM search_text WHERE rowid IN ({ids})"
PUT = "INSERT OR REPLACE INTO search_text (rowid, title, body, marks) VALUES (%s, %s, %s, %s)"
MERGE = "INSERT INTO search_text (search_text, rank) VALUES ('merge', %s)"
MERGED_PAGES = 500
DROP = "DELETE FROM search_text WHERE rowid IN ({ids})"


def put(entries: Sequence[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(HAVE.format(ids=_list([entry.id for entry in entries])))
        have = set(cursor.fetchall())
        cursor.executemany(PUT, [row for row in map(_row, entries) if row not in have])


def drop(ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DROP.format(ids=_list(ids)))


def lock(type: str, object_ids: Sequence[int]) -> None:  # noqa: A002  (the field's name)
    """Nothing to do: whoever writes has the database to itself."""


def walk(*walks: Walk) -> list[Scored]:
    return _walk([(_parts(walk.match), walk.sight, walk.limit) for walk in walks])


def closest(ways: Ways, weights: Weights, *, marks: Marks, sight: str, limit: int) -> Scored:
    # bm25 weighs a word by how rare it is, so the weights that came along are not needed.
    either = " OR ".join(f"({' AND '.join(map(_word, way))})" for way in ways)
    (found,) = _walk([([f"({either})", *_marks(marks)], sight, limit)])
    return found


def count(word: Word, *, at_most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_word(word), at_most])
        (found,) = cursor.fetchone()
    return int(found)


def tidy() -> None:
    """One piece of the index instead of many; what was forgotten is then out of the file too.

    In steps, as `optimize` would keep everybody from writing for many seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(MERGE, [-MERGED_PAGES])
        before = -MERGED_PAGES
        while (changes := connection.connection.total_changes) - before > 1:
            before = changes
            cursor.execute(MERGE, [MERGED_PAGES])


def _walk(asked: Sequence[tuple[Sequence[str], str, int]]) -> list[Scored]:
    """By its parts, its sight and its limit each."""
    found: list[Scored] = [[] for _ in asked]
    sql = " UNION ALL ".join(
        ONE_OF.format(number=number, walk=WALK.format(sight=sight))
        for number, (_parts, sight, _limit) in enumerate(asked)
    )
    values = [value for parts, _sight, limit in asked for value in (" AND ".join(parts), limit)]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for number, pk, score in cursor.fetchall():
            found[number].append((pk, score))
    return found


def _parts(match: Match) -> list[str]:
    return [*map(_word, match.words), *_marks(match.marks)]


def _row(entry: Entry) -> tuple[int, str, str, str]:
    return entry.id, _text(entry.title), _text(entry.body), " ".join(entry.marks)


def _text(words: list[str]) -> str:
    return " ".join([*words, *marked_stems(words)])


def _list(ids: Sequence[int]) -> str:
    return ", ".join(str(int(pk)) for pk in ids)


def _word(word: Word) -> str:
    return f"({' OR '.join(_term(term) for term in word.any_of)})"


def _term(term: Term) -> str:
    # In quotes, AND and NEAR are words. No word of ours holds a quote.
    return f'"{" ".join(term.words)}"' + (" *" if term.prefix else "")


def _marks(marks: Marks) -> list[str]:
    quoted = ([f'"{mark}"' for mark in any_of] for any_of in marks)
    return [f"{{marks}} : ({' OR '.join(any_of)})" for any_of in quoted]
