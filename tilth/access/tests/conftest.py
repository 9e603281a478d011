import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tilth.access.tests.world import World, build


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Built once for all the tests of a module, none of which changes it."""
    log = logging.getLogger("django.request")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        transaction.atomic(),
    ):
        log.setLevel(logging.ERROR)  # thousands of 404s are meant
        yield build()
        log.setLevel(logging.NOTSET)
        transaction.set_rollback(True)
