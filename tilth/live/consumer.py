import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from tilth.live.hub import Socket, hub
from tilth.live.reach import Message

TOO_LONG = 1000  # characters; nothing that a page of ours says is longer


class Live(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """One tab. It says which contribution it shows; it hears names and ids."""

    socket: Socket | None = None

    async def connect(self) -> None:
        person, session = self.scope["user"], self.scope["session"]
        if not person.is_authenticated or session.session_key is None:
            await self.close(code=4401)
            return
        await self.accept()
        self.socket = Socket(person.pk, session.session_key, self.pass_on, self.let_go)
        hub.sockets.add(self.socket)

    async def disconnect(self, code: int) -> None:
        if self.socket is not None:
            hub.sockets.discard(self.socket)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.socket is not None and text_data and len(text_data) <= TOO_LONG:
            self.socket.watching = watched(text_data)

    async def pass_on(self, message: Message) -> None:
        shown = {"event": message["event"], "group": message["group"], "id": message["id"]}
        await self.send(text_data=json.dumps(shown))

    async def let_go(self) -> None:
        await self.close(code=4401)


def watched(text: str) -> int | None:
    """`{"watch": 7}`: the page of contribution 7 is open. Anything else watches nothing."""
    try:
        said: Any = json.loads(text)
    except ValueError:
        return None
    wanted = said.get("watch") if isinstance(said, dict) else None
    return wanted if isinstance(wanted, int) and not isinstance(wanted, bool) else None
