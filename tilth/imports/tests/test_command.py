"""`tilth import` as a process: what it prints, and with which status it ends."""

import json
from pathlib import Path

import pytest

from tilth.imports.tests.dumps import folder, small
from tilth.imports.tests.test_kill import start

pytestmark = pytest.mark.slow


def ended(dump: Path, data: Path, *more: str) -> tuple[int, list[str]]:
    """Status, and the lines on standard error."""
    process = start(dump, data, *more)
    _out, error = process.communicate(timeout=120)
    return process.returncode, error.decode().splitlines()


def test_the_report_is_written(tmp_path: Path) -> None:
    report = tmp_path / "report.json"

    status, _lines = ended(folder(tmp_path, small()), tmp_path, "--report", str(report))

    assert status == 0
    assert json.loads(report.read_text())["created"]["Posts.xml"] == 5


def test_a_failure_is_one_line(tmp_path: Path) -> None:
    broken = folder(tmp_path, small())
    text = (broken / "Posts.xml").read_text()
    (broken / "Posts.xml").write_text(text[: len(text) // 2])

    status, lines = ended(broken, tmp_path)

    assert status == 1
    assert [line for line in lines if "damaged" in line] == lines[-1:]
    assert not any("Traceback" in line for line in lines)


def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    status, lines = ended(
        folder(tmp_path, small()), tmp_path, "--report", str(tmp_path / "nowhere" / "report.json")
    )

    assert status == 1
    assert len(lines) == 1


def test_wrong_usage(tmp_path: Path) -> None:
    assert ended(tmp_path, tmp_path, "--no-such-option")[0] == 2
