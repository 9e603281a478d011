"""The cache. Nothing is kept in it but how often somebody has tried to sign in."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

AWAY_SECONDS = 5.0  # until Redis is asked again, so that not every request waits for it

logger = logging.getLogger(__name__)


class RedisOrMemory(BaseCache):
    """In Redis, where all processes count together. While that is away each counts for itself:
    people sign in, and who guesses passwords is still slowed down."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.redis = RedisCache(server, params)
        self.memory = LocMemCache(server, params)
        self.away_until = 0.0

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._either(lambda cache: cache.add(key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._either(lambda cache: cache.get(key, default, version))

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._either(lambda cache: cache.set(key, value, timeout, version))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._either(lambda cache: cache.touch(key, timeout, version))

    def delete(self, key: Any, version: Any = None) -> Any:
        return self._either(lambda cache: cache.delete(key, version))

    def clear(self) -> Any:
        return self._either(lambda cache: cache.clear())

    def _either(self, use: Callable[[BaseCache], Any]) -> Any:
        if time.monotonic() >= self.away_until:
            try:
                return use(self.redis)
            except RedisError as error:
                logger.warning("Redis is away (%s); sign-ins are counted per process.", error)
                self.away_until = time.monotonic() + AWAY_SECONDS
        return use(self.memory)
