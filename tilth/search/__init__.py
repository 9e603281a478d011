"""One table of everything that can be found, with what the permission needs on each row.

document   what may be found: a reference, its group and its audience, and never its text
word       a piece of text as it is found: folded, and by its stems; see words.py
index      put a thing in, or bring it up to date; `reindex` does it from the thing's own app
find       what a person may see of what they look for; `similar` for a text being typed
engine     the only place that knows the database: FTS5 of SQLite, tsvector of PostgreSQL
"""
