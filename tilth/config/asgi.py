"""One process: pages in a bounded pool of threads, /live on the event loop, tasks and the outbox
beside them.

Django as WSGI costs about 2 ms less of CPU per page than as ASGI, and ASGI would give slow pages
an unbounded number of threads, each with a database connection of its own.
"""

import asyncio
import multiprocessing
import os
import threading
import warnings
from typing import Any
from uuid import uuid4

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import Receive, ReceiveEvent, Scope, Send
from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.wsgi import get_wsgi_application
from django.tasks import task_backends
from django.urls import path
from django_vtasks.asgi import get_worker_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
django = get_wsgi_application()

from tilth.config.arriving import Arriving, BrokeOff  # noqa: E402  (needs the settings)
from tilth.config.streams import Sending, naming  # noqa: E402
from tilth.events import dispatcher, outbox  # noqa: E402
from tilth.live.consumer import Live  # noqa: E402
from tilth.live.hub import hub  # noqa: E402

threads = WSGIMiddleware(naming(django), workers=16)

TASK_SECONDS = 1.0  # for tasks that are at work when the server stops

# A websocket and not an EventSource: six open streams block a whole site in one browser over
# HTTP/1.1. A browser sends cookies along with a foreign page's socket, hence the check of Origin.
live = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter([path("live", Live.as_asgi())])))


async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    """A thread decides; what comes and what goes in bulk is the event loop's."""
    arriving = Arriving(scope, receive)
    sending = Sending(arriving.scope, send)
    try:
        await arriving.begin()
        await threads(arriving.scope, arriving.receive, sending)
    except BrokeOff:
        return
    finally:
        arriving.close()
    await sending.finish(receive)


async def nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    """A socket elsewhere than at /live is turned away."""
    await send({"type": "websocket.close", "code": 4404})


async def route(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "websocket":
        await pages(scope, receive, send)
    elif scope["path"] == "/live":
        await live(scope, receive, send)
    else:
        await nothing_here(scope, receive, send)


# With SQLite the queue is taken from by one at a time, which is what we want.
warnings.filterwarnings(
    "ignore", "Using SQLite backend, which does not support", module="django_vtasks"
)
# Its own name for a worker is host and process id, and it takes up tasks of the same host under
# another id alone: not those of a container that was replaced, nor of one that was started again.
worker: Any = task_backends["default"]
worker.hostname = "tilth"
worker.worker_id = f"tilth-{uuid4().hex}"
tasks_and_pages = get_worker_application(route)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Outbox and sockets run from start to stop of the server, as the tasks do."""
    if scope["type"] != "lifespan":
        await tasks_and_pages(scope, receive, send)
        return

    async def told() -> ReceiveEvent:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            # It would wait for tasks as long as they take. The next process takes up what is left.
            deadline = threading.Timer(TASK_SECONDS, os._exit, [0])
            deadline.daemon = True
            deadline.start()
        return message

    end_with_the_supervisor()
    stop = threading.Event()
    delivery = threading.Thread(target=dispatcher.run, args=[stop], name="outbox", daemon=True)
    delivery.start()
    sockets = asyncio.create_task(hub.run())
    try:
        await tasks_and_pages(scope, told, send)
    finally:
        sockets.cancel()
        stop.set()
        outbox.woken.set()


def end_with_the_supervisor() -> None:
    """One of several workers would outlive a killed `tilth serve`, and keep its port."""
    supervisor = multiprocessing.parent_process()

    def watch() -> None:
        if supervisor is not None:
            supervisor.join()
            os._exit(1)

    threading.Thread(target=watch, name="supervisor", daemon=True).start()
