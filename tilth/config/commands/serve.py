import fcntl
import os
import signal
import socket
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager

import uvicorn
from django.conf import settings
from django.db import connection

from tilth.config.commands.output import Failed, Subparsers, migrate_if_needed, say
from tilth.config.workers import HEALTH_SECONDS, notice_dead_workers
from tilth.home.beginning import code, nobody_is_here

GRACE_SECONDS = 3  # for open pages and sockets, after SIGTERM
LOCK = 7_411_050  # of PostgreSQL's advisory locks; any number that nobody else takes


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("serve", help="serve pages, live updates and background work")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.set_defaults(run=serve)


def serve(options: Namespace) -> int:
    if options.workers > 1 and not settings.REDIS_URL:
        raise Failed(
            "More than one worker needs Redis, or live updates would reach only a part of those"
            " who wait for them: set TILTH_REDIS_URL, or leave --workers at 1."
        )
    refuse_a_taken_port(options.host, options.port)
    private_temp = settings.DATA_DIR / "tmp"
    private_temp.mkdir(parents=True, exist_ok=True)
    # The scheduler's lock lies in the temp folder: in a shared one, two Tilths would fight for it.
    os.environ["TMPDIR"] = str(private_temp)
    with one_at_a_time():
        migrate_if_needed()

    # Runs when uvicorn has closed everything and raises the signal anew. Not sys.exit, which would
    # wait for pages that are still at work in their threads.
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: os._exit(0))

    # Not 127.0.0.1, which is no domain: passkeys would not work there.
    local = {"127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104
    shown = "localhost" if options.host in local else options.host
    say(f"Tilth is at http://{shown}:{options.port}")
    if nobody_is_here():
        say(f"Nobody is here yet. Open that address, and give this code: {code()}")
        connection.close()
    notice_dead_workers()
    uvicorn.run(
        "tilth.config.asgi:application",
        host=options.host,
        port=options.port,
        workers=options.workers,
        log_level="warning",
        lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=HEALTH_SECONDS,
        server_header=False,
        proxy_headers=True,
    )
    return 0


def refuse_a_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise Failed(
                f"Cannot listen on {host}:{port} ({error}). Is another program there? Choose"
                " another port with --port, or with PORT= for `make run`."
            ) from None


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of several that start at once one prepares the database; the others wait, and find it done.
    A process that is killed holds neither lock any longer."""
    with (settings.DATA_DIR / "starting.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        # Those on other hosts share the database and no folder.
        with closing(connection.copy()) as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
