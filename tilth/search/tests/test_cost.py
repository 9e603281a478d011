from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilth.search.find import find
from tilth.search.tests.conftest import Viewer, person, put

WALKS = 4  # exact titles, names, people and groups, contents
ASKED = 1 if connection.vendor == "sqlite" else 2  # PostgreSQL estimates before it walks


def test_a_search_costs_the_same_whatever_is_found(ada: Viewer) -> None:
    for number in range(30):
        put("Pump", f"number {number}")
        person(f"Anna Pump {number}")

    for text in ("pump", "anna pump", '"number 7"'):
        with CaptureQueriesContext(connection) as queries:
            assert find(ada, text).hits
        assert len(queries) <= WALKS * ASKED + 1


def test_nothing_is_looked_for_twice_in_the_same_way(ada: Viewer) -> None:
    for text, times in (("zebra", 2), ('"zebra"', 1), ("zebra ", 1)):
        with CaptureQueriesContext(connection) as queries:
            assert not find(ada, text).hits
        assert len(queries) <= WALKS * ASKED * times
