from collections.abc import Callable

import pytest

from tilth.events import outbox
from tilth.events.tests.bell import BellRang

type Subscribe = Callable[..., None]


@pytest.fixture
def subscribe(monkeypatch: pytest.MonkeyPatch) -> Subscribe:
    """Let these hear the bell, and nobody else."""

    def only(*handlers: Callable[[BellRang], None]) -> None:
        monkeypatch.setitem(outbox.subscribers, BellRang, list(handlers))

    return only
