from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tilth.demo.load import load
from tilth.events.dispatcher import deliver_pending

TODAY = datetime(2026, 3, 11, 12, tzinfo=UTC)
"""A Wednesday at noon."""


def quiet(*_: object) -> None:
    """Nobody needs to hear how far it is."""


def bring(*, reset: bool = False) -> list[str]:
    """Load it as the command does; the addresses that are printed."""
    sign_ins = list(load(quiet, now=TODAY, reset=reset))
    while deliver_pending():
        pass
    return [f"{each.role} {each.address} {each.password}" for each in sign_ins]


@pytest.fixture(scope="package")
def acme(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """Loaded once, and gone after the last test: each has a savepoint of its own."""
    folder = str(tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        yield bring()
        transaction.set_rollback(True)
