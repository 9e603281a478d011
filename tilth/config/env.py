"""Every knob an operator can turn, typed and described; docs/configuration.md is generated from it."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError


class Env(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TILTH_", use_attribute_docstrings=True)

    data_dir: Path = Path("var")
    """Where the database, the files and the secret key live."""

    secret_key: str | None = None
    """Signs sessions and links. Generated into the data folder when absent."""

    base_url: str = "http://localhost:8000"
    """The address people use. Its host is the one this installation answers to, beside localhost."""

    database_url: str = "sqlite:///"
    """`sqlite:///` is a file in the data folder; `postgres://user:password@host/name` a server."""

    redis_url: str = ""
    """`redis://host:6379/0`, for live updates between several workers. Without it, one worker."""

    redis_prefix: str = "tilth"
    """Begins every key and channel in Redis, so that several installations may share one."""

    storage_url: str = ""
    """Where uploaded files lie. Empty: in the data folder."""

    max_upload_mb: int = Field(default=25, ge=1, le=2000)
    """The largest file that people may attach, in megabytes."""

    link_previews: bool = True
    """Whether Tilth fetches title and description of the pages that people link to. Only public
    addresses are asked, and no page is fetched for anybody in particular."""

    metrics_token: str = ""
    """What `/metrics` wants as a bearer token. Empty: nobody reads metrics."""

    former_colleagues: Literal["named", "unnamed"] = "named"
    """Whether what somebody wrote who has left stands under their name, or under "a former
    colleague"."""

    composer_prompt: Literal["problem", "thinking", "help"] = "problem"
    """What the empty line asks where a group has not chosen: "What problem are you trying to
    solve?", "What are you thinking?" or "Can anyone help me…?"."""

    debug: bool = False
    """Show tracebacks in the browser. Never in production."""

    @field_validator("base_url")
    @classmethod
    def is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write it as https://tilth.example.com")
        return value.rstrip("/")

    @field_validator("redis_url")
    @classmethod
    def is_redis(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
            raise ValueError("write it as redis://host:6379/0")
        return value

    @field_validator("storage_url")
    @classmethod
    def is_storage(cls, value: str) -> str:
        if value:
            raise ValueError("other places than the data folder are still to come; leave it empty")
        return value

    @property
    def hosts(self) -> list[str]:
        return sorted({urlsplit(self.base_url).hostname or "localhost", "localhost", "127.0.0.1"})

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


def read() -> Env:
    """A wrong value stops the start with one line that names the variable and what is wrong."""
    try:
        return Env()
    except ValidationError as error:
        first = error.errors()[0]
        name = "TILTH_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SystemExit(f"{name}: {first['msg']} (it is {first['input']!r})") from None
    except SettingsError as error:
        raise SystemExit(f"TILTH_ variables: {error}") from None
