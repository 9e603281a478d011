"""A Redis (or Valkey) to test with: the one named, the one within reach, or a throw-away one."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import redis

from tools.testing import servers
from tools.testing.servers import CannotStartError, Missing


def server() -> AbstractContextManager[str | Missing]:
    return servers.find(
        "Redis",
        variables=["TILTH_TEST_REDIS_URL", "TILTH_REDIS_URL"],
        usual=["redis://127.0.0.1:6379/0"],
        unfit=unfit,
        throw_away=throw_away,
        mend="sudo apt install redis-server,"
        " or set TILTH_TEST_REDIS_URL=redis://:password@host:port/0",
    )


def unfit(url: str) -> str:
    """Why this server will not do, or nothing. A replica answers, but takes no writes."""
    try:
        with client(url) as connection:
            connection.set(f"tilth-test-{secrets.token_hex(4)}", "", px=1)
    except (redis.RedisError, OSError, ValueError) as error:
        return servers.first(error)
    return ""


def client(url: str) -> Any:
    return redis.Redis.from_url(url, socket_connect_timeout=5)


@contextlib.contextmanager
def prefix(url: str, name: str) -> Iterator[str]:
    """What begins with this name goes at the end; nothing else is touched."""
    try:
        yield name
    finally:
        with contextlib.suppress(redis.ConnectionError), client(url) as connection:
            for key in connection.scan_iter(match=f"{name}*", count=1000):
                connection.unlink(key)


@contextlib.contextmanager
def throw_away() -> Iterator[str]:
    """Any account of this machine reaches its port: hence a password, in a file and not in `ps`."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        raise CannotStartError("no redis-server or valkey-server is here to start one")
    password = secrets.token_hex(16)
    port = servers.free_port()
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    with servers.folder() as folder:
        settings = folder / "redis.conf"
        settings.write_text(
            f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\ndir {folder}\n'
        )
        if owner := servers.account():
            os.chown(settings, owner["user"], owner["group"])
        with servers.running([program, str(settings)], folder, lambda: not unfit(url)):
            yield url
