"""Every page is HTML as it is written down: html-validate finds no error in what the server sends."""

import json
import subprocess
from pathlib import Path

from tests.journeys.conftest import Entered, Served
from tests.journeys.pages import DRAWN, PAGES
from tests.journeys.test_every_page import drawn

VALIDATOR = Path("node_modules/.bin/html-validate")
RULES = Path("frontend/htmlvalidate.mjs")


def test_no_error_in_any_page(
    entered: Entered, served: Served, places: dict[str, str], tmp_path: Path
) -> None:
    for its in PAGES:
        answer = entered(its.who).request.get(served.url + its.path.format(**places))
        assert answer.status == its.status
        (tmp_path / f"{its.name}.html").write_text(answer.text())
    for broken in DRAWN:
        (tmp_path / f"{broken.name}.html").write_text(drawn(broken))
    assert errors(tmp_path, *(each.name for each in (*PAGES, *DRAWN))) == []


def test_an_error_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text('<!doctype html><p id="a"><div id="a"></p>')
    assert {rule for _, rule, _ in errors(tmp_path, "wrong")} >= {"no-dup-id", "close-order"}


def errors(folder: Path, *names: str) -> list[tuple[str, str, str]]:
    """Page, rule and what is wrong."""
    report = folder / "report.json"
    # Through a file: the validator ends before a pipe has taken a long report.
    command = [VALIDATOR, "--config", RULES, "--formatter", f"json={report}"]
    subprocess.run([*command, *(folder / f"{name}.html" for name in names)], check=False)
    return [
        (Path(page["filePath"]).stem, message["ruleId"], message["message"])
        for page in json.loads(report.read_text())
        for message in page["messages"]
        if message["severity"] == 2
    ]
