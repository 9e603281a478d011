from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# FULL, because NORMAL loses confirmed writes when the power fails. The rest is for speed.
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
    "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864"
)


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's DATABASES entry for a URL."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path[1:]) or data_dir / "tilth.sqlite3"))
    if parts.scheme in {"postgres", "postgresql"} and parts.path[1:]:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": parts.port or "",
            # A pool: persistent connections under many threads end in "too many clients".
            "OPTIONS": {**dict(parse_qsl(parts.query)), "pool": {"min_size": 2, "max_size": 16}},
            # Two runs of the tests at once, on one server, do not meet.
            "TEST": {"NAME": f"test_{unquote(parts.path[1:])}"},
        }
    raise SystemExit(
        "TILTH_DATABASE_URL: write it as postgres://user:password@host/name, or sqlite:///"
        f" for a file in the data folder (it begins with {parts.scheme or 'nothing'}://)"
    )


def sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        # IMMEDIATE, so that a transaction that reads before it writes waits for its turn instead
        # of failing with "database is locked". Hence no ATOMIC_REQUESTS: every GET would wait too.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
        # A file, since an in-memory database has neither WAL nor these locks.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }
