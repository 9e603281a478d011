"""One step of `make check` or `make test`: a command, how it went, and pytest's counts."""

import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from defusedxml import ElementTree

from tools.testing import processes

RESULTS = Path("test-results")
LIMIT_SECONDS = 25 * 60  # for what hangs; every step takes far less


@dataclass
class Tally:
    """What the last lines are made of."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures
        self.reasons += other.reasons

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def say(line: str) -> None:
    print(line, flush=True)


def check(name: str, command: Sequence[str], environment: Mapping[str, str]) -> Tally:
    """It shows what it printed, and counts, only when it fails: it is no test."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        status = processes.run(command, environment, LIMIT_SECONDS, output)
        output.seek(0)
        printed = output.read().decode(errors="replace")
    if status == 0:
        say(f"[test] {name}: all right in {time.monotonic() - start:.0f} s")
        return Tally()
    say(f"[test] {name}: {' '.join(command)}\n{printed}")
    return broken(name, status)


def pytest(name: str, options: Sequence[str], environment: Mapping[str, str]) -> Tally:
    say(f"\n[test] {name}")
    start = time.monotonic()
    report = RESULTS / f"{name.lower().replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    told = ["-q", "--tb=short", f"--junit-xml={report}"]
    command = ["python", "-m", "pytest", *told, *options]
    status = processes.run(command, environment, LIMIT_SECONDS)
    tally = read(report) if report.exists() else Tally()
    # It may also break without a test that fails: no test found, a broken conftest, a hang.
    if status != 0 and not tally.failed:
        tally.add(broken(name, status))
    tally.failures = [f"{name}: {failure}" for failure in tally.failures]
    say(f"[test] {name}: {tally} in {time.monotonic() - start:.0f} s")
    return tally


def broken(name: str, status: int | None) -> Tally:
    how = "did not end in time" if status is None else f"ended with {status}"
    return Tally(failed=1, failures=[f"{name} {how}"])


def read(report: Path) -> Tally:
    """A test that fails twice (in itself, then in its teardown) is there twice, and counts once."""
    outcomes: dict[str, str] = {}
    reasons: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None:
            outcomes[name] = "failed"
        elif (skipped := case.find("skipped")) is not None:
            outcomes.setdefault(name, "skipped")
            reasons[skipped.get("message") or "no reason given"] += 1
        else:
            outcomes.setdefault(name, "passed")
    counts = Counter(outcomes.values())
    failures = [name for name, outcome in outcomes.items() if outcome == "failed"]
    return Tally(counts["passed"], counts["failed"], counts["skipped"], failures, reasons)
