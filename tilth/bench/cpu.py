"""How much CPU other processes have used, in seconds, by their own clocks (Linux)."""

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def used(pid: int) -> float:
    """Raises OSError where there is no such process."""
    try:
        # The clock of a whole process, of threads that have ended too: to the nanosecond, where
        # /proc counts hundredths of a second. `man 3 clock_getcpuclockid`; see the kernel's
        # include/linux/posix-timers.h for how the number is made.
        return time.clock_gettime_ns((~pid << 3) | 2) / 1e9
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def total(pids: Iterable[int]) -> dict[int, float]:
    """By process; without those that have ended meanwhile."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            found[pid] = used(pid)
    return found


def between(before: dict[int, float], after: dict[int, float]) -> float:
    """What all of them used. One that is new began at nothing."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def tree(root: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found
