from typing import Any

import pytest
from redis.exceptions import ConnectionError as Away

from tilth.config import cache as cache_module
from tilth.config.cache import RedisOrMemory


@pytest.fixture
def cache() -> RedisOrMemory:
    """Its Redis does not answer."""
    made = RedisOrMemory("redis://127.0.0.1:1/0", {})
    made.memory.clear()
    return made


def test_while_redis_is_away_it_goes_on_in_memory(cache: RedisOrMemory) -> None:
    assert cache.add("tries", 1)
    assert not cache.add("tries", 1)
    cache.set("tries", 2)
    assert cache.touch("tries")
    assert cache.get("tries") == 2
    assert cache.incr("tries") == 3
    assert cache.delete("tries")
    assert cache.get("tries", "none") == "none"


def test_redis_is_asked_again_after_a_while_and_not_before(
    cache: RedisOrMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def get(*args: Any) -> Any:
        asked.append(args)
        if len(asked) == 1:
            raise Away
        return "from Redis"

    monkeypatch.setattr(cache.redis, "get", get)
    assert [cache.get("x"), cache.get("x")] == [None, None]
    assert len(asked) == 1

    cache.away_until -= cache_module.AWAY_SECONDS
    assert cache.get("x") == "from Redis"
