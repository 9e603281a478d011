"""Two workers that do nothing, under the supervisor of `tilth serve`: `python -m … PORT`."""

import sys
from typing import Any

import uvicorn

from tilth.config.workers import HEALTH_SECONDS, notice_dead_workers


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"here"})


if __name__ == "__main__":
    notice_dead_workers()
    uvicorn.run(
        "tilth.config.tests.supervised:application",
        port=int(sys.argv[1]),
        workers=2,
        lifespan="off",
        log_level="warning",
        timeout_worker_healthcheck=HEALTH_SECONDS,
    )
