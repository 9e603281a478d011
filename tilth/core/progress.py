from typing import Protocol


class Tell(Protocol):
    """Says how far something long is: `tell("importing posts", 300, 1986)`."""

    def __call__(self, what: str, done: int, of: int | None = None) -> None: ...
