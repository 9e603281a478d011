"""The table at the end."""

import sys
from collections import Counter
from dataclasses import dataclass, field

EXAMPLES = 5
WRONG = ("lost", "doubled", "not found", "told twice", "not told", "half done", "refused")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass
class Report:
    database: str
    workers: int
    bar: float
    """Seconds within which it is to be back."""
    kills: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    failures: int = 0
    back: list[float] = field(default_factory=list)
    drained: float = 0
    wrong: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in WRONG})

    @property
    def is_well(self) -> bool:
        return not any(self.wrong.values()) and max(self.back) <= self.bar

    def tell(self) -> None:
        say(f"{self.database}, workers: {self.workers}")
        say(f"{'kills':<18} {self.kills.total():>6}   {counted(self.kills)}")
        say(f"{'confirmed writes':<18} {self.confirmed.total():>6}   {counted(self.confirmed)}")
        say(f"{'sent again':<18} {self.repeated:>6}")
        say(f"{'answers of 5xx':<18} {self.failures:>6}")
        for name, found in self.wrong.items():
            say(f"{name:<18} {len(found):>6}   {'; '.join(found[:EXAMPLES])}")
        worst, middle = max(self.back), sorted(self.back)[len(self.back) // 2]
        verdict = "" if worst <= self.bar else f"; {self.bar:.0f} are promised"
        say(
            f"{'seconds until back':<18} {worst:>6.1f}   at most; half within {middle:.1f}{verdict}"
        )
        say(f"{'outbox drained in':<18} {self.drained:>6.1f}   seconds after the last write")


def counted(what: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(what.items()))
