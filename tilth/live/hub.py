"""The sockets of this process, and passing messages on to them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from channels.layers import get_channel_layer
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone

from tilth.live.reach import Listener, Message, events

CHECK_SECONDS = 3.0  # between two looks at whether those connected are still signed in

logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Socket:
    person_id: int
    session_key: str
    send: Callable[[Message], Awaitable[None]]
    close: Callable[[], Awaitable[None]]
    watching: int | None = None

    @property
    def listener(self) -> Listener:
        return Listener(self.person_id, self.watching)


@dataclass
class Hub:
    sockets: set[Socket] = field(default_factory=set)
    loop: asyncio.AbstractEventLoop | None = None
    # One thread with one connection to the database, so that sockets take none from the pages.
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "live"))

    async def run(self) -> None:
        """Until cancelled: pass on what any process tells, and let go who may no longer listen."""
        self.loop = asyncio.get_running_loop()
        await asyncio.gather(self._pass_on(), self._check())

    async def _pass_on(self) -> None:
        while True:
            try:
                layer = get_channel_layer()
                name = await layer.new_channel()
                await layer.group_add(settings.LIVE_CHANNEL, name)
                while True:
                    await self.deliver((await layer.receive(name))["message"])
            except asyncio.CancelledError:
                raise
            except Exception:  # Redis is away, say: pages go on, and this is tried again
                logger.exception("Live updates are interrupted; trying again.")
                await asyncio.sleep(1)

    async def deliver(self, message: Message) -> None:
        reach = events.get(message["event"])
        if reach is None or not self.sockets:
            return
        listeners = {socket.listener for socket in self.sockets}
        reached = await self._in_thread(lambda: reach(message, listeners))
        targets = [socket for socket in self.sockets if socket.listener in reached]
        await asyncio.gather(*(self._send(socket, message) for socket in targets))

    async def _send(self, socket: Socket, message: Message) -> None:
        try:
            await socket.send(message)
        except Exception:  # noqa: BLE001  (one that broke is forgotten; the others get theirs)
            self.sockets.discard(socket)

    async def _check(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            if not self.sockets:
                continue
            try:
                gone = await self._in_thread(self._signed_out)
            except Exception:
                logger.exception("Cannot see who is signed in; looking again.")
                continue
            for socket in gone:
                self.sockets.discard(socket)
                await socket.close()

    def _signed_out(self) -> list[Socket]:
        sockets = list(self.sockets)
        sessions = set(
            Session.objects.filter(
                session_key__in={socket.session_key for socket in sockets},
                expire_date__gt=timezone.now(),
            ).values_list("session_key", flat=True)
        )
        people = get_user_model()._default_manager.filter(
            pk__in={socket.person_id for socket in sockets}
        )
        active = {person.pk for person in people if person.is_active}
        return [
            socket
            for socket in sockets
            if socket.session_key not in sessions or socket.person_id not in active
        ]

    async def _in_thread[T](self, work: Callable[[], T]) -> T:
        def with_connection() -> T:
            close_old_connections()
            return work()

        return await asyncio.get_running_loop().run_in_executor(self.thread, with_connection)


hub = Hub()


def tell(event: str, *, group_id: int | None, thing_id: int, of: int | None = None) -> None:
    """Say that something happened. From any thread; where no server runs, nobody listens.

    Not for what must not be lost: a browser that was away asks for what is new by itself.
    """
    if hub.loop is None or hub.loop.is_closed():
        return
    message = Message(event=event, group=group_id, id=thing_id, of=of or thing_id)
    layer = get_channel_layer()
    send = layer.group_send(settings.LIVE_CHANNEL, {"type": "live", "message": dict(message)})
    asyncio.run_coroutine_threadsafe(send, hub.loop)
