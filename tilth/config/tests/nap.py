"""A task of the tests' own."""

import time
from pathlib import Path

from django.tasks import task


@task
def nap(diary: str, seconds: float) -> None:
    """Writes into the file `diary` when it begins and when it is done."""
    note(diary, "begun")
    time.sleep(seconds)
    note(diary, "done")


def note(diary: str, word: str) -> None:
    with Path(diary).open("a") as file:
        file.write(f"{word}\n")
