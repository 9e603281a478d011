"""What `make test` says at the end: wrong here, and a broken suite looks green."""

import os
import sys
from pathlib import Path

import pytest

from tools.testing import steps


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "RESULTS", tmp_path)


def run(tmp_path: Path, source: str) -> steps.Tally:
    test = tmp_path / "test_sample.py"
    test.write_text(source)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    isolated = ["-c", os.devnull, "--rootdir", str(tmp_path), "-p", "no:django", str(test)]
    return steps.pytest("Sample", isolated, environment)


def test_each_test_counts_once(tmp_path: Path) -> None:
    tally = run(
        tmp_path,
        """
import pytest

@pytest.fixture
def untidy():
    yield
    raise RuntimeError

def test_fine(): pass
def test_wrong_twice(untidy): assert False
def test_wrong_in_teardown(untidy): pass
@pytest.mark.skip("too cold")
def test_skipped(): pass
""",
    )

    assert str(tally) == "1 passed, 2 failed, 1 skipped"
    assert tally.failures == [
        "Sample: test_sample::test_wrong_twice",
        "Sample: test_sample::test_wrong_in_teardown",
    ]
    assert tally.reasons == {"too cold": 1}


def test_a_run_without_a_test_has_failed(tmp_path: Path) -> None:
    assert str(run(tmp_path, "")) == "0 passed, 1 failed, 0 skipped"


def test_what_hangs_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "LIMIT_SECONDS", 0.2)

    assert steps.check("Hang", ["sleep", "60"], os.environ).failed == 1


def test_a_check_counts_only_when_it_fails() -> None:
    assert str(steps.check("Right", ["true"], os.environ)) == "0 passed, 0 failed, 0 skipped"
    assert str(steps.check("Wrong", ["false"], os.environ)) == "0 passed, 1 failed, 0 skipped"
