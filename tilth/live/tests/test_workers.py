"""Two processes: what happens in one is heard by the sockets of the other."""

import json
import os
import time
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from tilth.live.tests.served import Company

TABS = 12  # all with one of the two in one case of two thousand


@pytest.mark.slow
@pytest.mark.skipif(
    not os.environ.get("TILTH_REDIS_URL"), reason="Two workers need Redis: set TILTH_REDIS_URL."
)
def test_every_tab_hears_of_it_whichever_worker_holds_it(tmp_path: Path) -> None:
    company = Company(
        tmp_path,
        TILTH_REDIS_URL=os.environ["TILTH_REDIS_URL"],
        TILTH_REDIS_PREFIX=f"{os.environ.get('TILTH_REDIS_PREFIX', 'tilth-test')}-{uuid4().hex}",
    )
    with company.served(workers=2), ExitStack() as stack:
        ada, gil = company.person("ada"), company.person("gil")
        tabs = [stack.enter_context(ada.listens()) for _ in range(TABS)]
        time.sleep(1)

        status, made = gil.api("POST", "/contributions", {"kind": "question", "title": "Why?"})

        assert status == 201
        heard = [json.loads(tab.recv(timeout=20)) for tab in tabs]
        expected = {"event": "contribution-added", "group": None, "id": made["id"]}
        assert heard == [expected] * TABS
