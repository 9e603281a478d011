"""Beside the server, on the same database: says what there is to ask for, counts queries, and runs
the bare search statement. Reads a line of JSON for each wish, and answers with one.

    python -m tilth.bench.inside
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import django

SAME_QUESTIONS = 10
BACKEND = "tilth.people.sign_in.Backend"


def main() -> None:
    django.setup()
    wishes: dict[str, Callable[..., Any]] = {
        "people": people,
        "words": words,
        "queries": queries,
        "statement": statement,
        "pending": pending,
    }
    for line in sys.stdin:
        wish: Mapping[str, Any] = json.loads(line)
        answer = wishes[wish["do"]](**wish["with"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def people() -> list[dict[str, Any]]:
    """Those who are measured, each signed in, with what they look at."""
    from django.test import Client

    from tilth import access
    from tilth.groups.models import Group
    from tilth.people.models import Person
    from tilth.questions.models import Question

    found = []
    for person in Person.objects.filter(handle__regex=r"^(busy|quiet)-\d+$").order_by("pk"):
        client = Client()
        client.force_login(person, backend=BACKEND)
        full = Question.objects.filter(card__answers=20, withdrawn_at=None)
        questions = access.visible(person, full).order_by("-pk")[:SAME_QUESTIONS]
        group = Group.objects.filter(memberships__person=person).order_by("pk").first()
        found.append(
            {
                "handle": person.handle,
                "session": client.cookies["tilth"].value,
                "questions": [question.get_absolute_url() for question in questions],
                "group": group.pk if group else "",
            }
        )
    return found


def words(seed: int) -> tuple[list[str], list[str]]:
    """The nouns of the company, and what is searched for: words that many, some and few texts have,
    two of them together, and a name. The place of a word says how often it is written."""
    from tilth.demo.synthetic.vocabulary import Vocabulary

    drawn = Vocabulary(seed)
    nouns = list(drawn.nouns.things)
    wanted = [nouns[2], nouns[40], nouns[400], f"{nouns[8]} {nouns[60]}", drawn.names[7]]
    return nouns, wanted


def queries(handle: str, path: str) -> int:
    """How many a page makes, asked for the second time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tilth.people.models import Person

    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(handle=handle), backend=BACKEND)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered with {answer.status_code}.")
    return len(captured)


_statements: dict[tuple[str, str], tuple[str, Any]] = {}


def statement(handle: str, words: str) -> float:
    """Seconds of CPU, of this process and the database's, for the one statement that finds what a
    search for the words finds of contributions and replies: no frame, no names, no titles."""
    from django.db import connection

    sql, parameters = _statements.get((handle, words)) or _caught(handle, words)
    with connection.cursor() as cursor:
        began = cpu()
        cursor.execute(sql, parameters)
        cursor.fetchall()
        return cpu() - began


def _caught(handle: str, words: str) -> tuple[str, Any]:
    from django.db import connection

    from tilth.people.models import Person
    from tilth.search.find import find

    run: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if "search_text" in sql and not sql.startswith("EXPLAIN"):
            run.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(keep):
        find(Person.objects.get(handle=handle), words)
    _statements[handle, words] = run[-1]
    return run[-1]


def cpu() -> float:
    from django.db import connection

    from tilth.bench.cpu import used

    mine = time.process_time()
    if connection.vendor != "postgresql":
        return mine
    return mine + used(connection.connection.info.backend_pid)


def pending() -> int:
    from tilth.events.dispatcher import backlog

    return backlog().waiting


if __name__ == "__main__":
    main()
