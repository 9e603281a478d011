"""The arithmetic of the bench, on figures made up: nothing is timed."""

import json
from pathlib import Path

import pytest

from tilth.bench.cpu import between
from tilth.bench.ratios import Ratio, of_growth, of_pages, of_queries, paired
from tilth.bench.report import above, table, write

SMALL, LARGE = "sqlite 20000", "sqlite 200000"


def test_a_ratio_is_taken_within_each_round() -> None:
    # The second round was three times as slow for everything, which changes nothing.
    assert paired([30.0, 90.0, 30.0], [10.0, 30.0, 10.0]) == 3
    assert paired([30.0, 90.0, 33.0], [10.0, 30.0, 10.0]) == 3


def test_what_is_below_the_line_is_added_up() -> None:
    assert paired([30.0], [10.0], [5.0]) == 2


def test_a_round_that_is_missing_is_a_fault() -> None:
    with pytest.raises(ValueError, match="shorter"):
        paired([1.0, 2.0], [1.0])


def test_pages_are_compared_with_their_floors() -> None:
    cpu = {
        (SMALL, "empty", "busy-200"): [10.0],
        (SMALL, "stream", "busy-200"): [60.0],
        (SMALL, "question", "busy-200"): [40.0],
        (SMALL, "search", "busy-200"): [24.0],
        (SMALL, "statement", "busy-200"): [6.0],
        (SMALL, "post", "busy-200"): [99.0],
    }
    ratios = {each.name: each for each in of_pages(cpu)}
    assert {name: each.value for name, each in ratios.items()} == {
        "stream: sqlite 20000, busy-200": 6,
        "groups: stream, sqlite 20000, busy-200": 6,
        "question: sqlite 20000, busy-200": 4,
        "search: sqlite 20000, busy-200": 1.5,
    }
    assert {each.name.split(":")[0] for each in above(list(ratios.values()))} == {
        "stream",
        "groups",
    }


def test_growth_is_from_the_smaller_company_to_the_larger() -> None:
    cpu = {(SMALL, page, "busy-1"): [10.0] for page in ("empty", "stream", "search", "post")}
    cpu |= {(LARGE, page, "busy-1"): [12.0] for page in ("empty", "stream", "search", "post")}
    ratios = list(of_growth(cpu, SMALL, LARGE))
    assert [each.name.split(":")[0] for each in ratios] == ["growth", "growth", "post"]
    assert all(each.value == pytest.approx(1.2) and not each.is_above for each in ratios)


def test_queries_have_a_bar_for_streams_and_questions() -> None:
    counted = {(SMALL, "stream", "a"): 13, (SMALL, "question", "a"): 12, (SMALL, "search", "a"): 40}
    ratios = list(of_queries(counted))
    assert [(each.value, each.is_above) for each in ratios] == [(13, True), (12, False)]


def test_a_value_at_its_bar_is_not_above_it() -> None:
    assert not Ratio("stream", 5.0, 5.0).is_above
    assert Ratio("stream", 5.01, 5.0).is_above


def test_a_process_that_is_new_counts_from_nothing() -> None:
    assert between({1: 2.0, 2: 1.0}, {1: 2.5, 3: 0.25}) == 0.75


def test_the_file_says_what_the_contract_promises(tmp_path: Path) -> None:
    path = tmp_path / "var" / "bench.json"
    write(path, [{"page": "stream", "value": 1}], [Ratio("stream: x", 3.14159, 5.0)])
    assert json.loads(path.read_text()) == {
        "results": [{"page": "stream", "value": 1}],
        "ratios": [{"name": "stream: x", "value": 3.142, "bar": 5.0}],
    }


def test_the_table_has_a_line_for_each_person() -> None:
    of_both = {"database": "sqlite", "contributions": 20000, "measured": "CPU, 1 client"}
    results = [
        {**of_both, "person": "busy-1", "page": "stream", "value": 12.34},
        {**of_both, "person": "busy-1", "page": "empty", "value": 4.0},
        {**of_both, "person": "quiet-1", "page": "stream", "value": 9.0},
    ]
    head, first, second = table(results)
    assert "empty" in head
    assert first.split() == ["sqlite", "20000", "CPU,", "1", "client", "busy-1", "4.0", "12.3"]
    assert second.split()[-2:] == ["quiet-1", "9.0"]
