"""What is written for the demonstration fits together."""

from collections import Counter
from pathlib import Path

import pytest

from tilth.demo.check import faults
from tilth.demo.company import read_company
from tilth.demo.threads import ROOT, Faulty, read
from tilth.people.faces import face_names

HEAD = "kind: question\nby: ada\nat: 3 10:00\ntitle: Why?\n"


def test_it_has_no_fault_and_is_enough() -> None:
    count: Counter[str] = Counter()
    assert list(faults(ROOT, [], count)) == []
    assert count["contributions"] >= 400
    assert count["replies"] >= 1200


def test_it_is_a_firm_one_believes_in() -> None:
    company = read_company()
    assert len(company.people) >= 40
    assert len(company.units) == 8
    assert len(company.groups) == 14
    assert len(company.towns) >= 4
    assert {someone.key for someone in company.people} <= set(face_names())
    assert {someone.town for someone in company.people} <= set(company.towns)


@pytest.mark.parametrize(
    "thread",
    [
        HEAD.replace("title: Why?\n", "") + "\nHm.",
        HEAD + "\n--- answer | gil | 2 10:00\nBecause.",
        HEAD + "\nHm.\n\n--- answer | gil | 4 10:00\nBefore it was asked.",
        HEAD + "\nHm.\n\n--- reply | gil | 2 10:00\nNo answer.",
        HEAD + "colour: red\n\nHm.",
        HEAD + "\nHm.\n\n--- answer | gil | 2 10:00 | applauded\nBecause.",
    ],
)
def test_a_slip_is_noticed(tmp_path: Path, thread: str) -> None:
    path = tmp_path / "slip.md"
    path.write_text(thread)
    with pytest.raises(Faulty):
        read(path)


def test_a_duplicate_of_another_kind_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "company.toml").write_text((ROOT / "company.toml").read_text())
    folder = tmp_path / "threads" / "bench"
    folder.mkdir(parents=True)
    (folder / "first.md").write_text("kind: update\nby: ada\nat: 5 10:00\n\nDone.")
    (folder / "again.md").write_text(HEAD + "duplicate-of: bench/first\n\nHm.")
    assert [line for line in faults(tmp_path, [], Counter()) if "another kind" in line]
