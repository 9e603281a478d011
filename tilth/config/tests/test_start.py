import threading
from pathlib import Path

import pytest

from tilth.config.databases import database
from tilth.config.env import read
from tilth.config.secret import secret_key


def test_the_secret_key_is_made_once_however_many_start(tmp_path: Path) -> None:
    start, keys = threading.Barrier(8), []

    def begin() -> None:
        start.wait()
        keys.append(secret_key(tmp_path / "var"))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert len(keys[0]) > 50
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_wrong_value_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILTH_DEBUG", "perhaps")

    with pytest.raises(SystemExit, match=r"^TILTH_DEBUG: .*boolean.* \(it is 'perhaps'\)$"):
        read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TILTH_BASE_URL", "acme"),
        ("TILTH_REDIS_URL", "http://host"),
        ("TILTH_STORAGE_URL", "s3://bucket"),
        ("TILTH_FORMER_COLLEAGUES", "gone"),
    ],
)
def test_so_is_every_other(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit, match=rf"^{name}: .* \(it is '{value}'\)$"):
        read()


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense"])
def test_an_unknown_database_is_named_too(url: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="TILTH_DATABASE_URL"):
        database(url, tmp_path)
