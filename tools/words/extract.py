"""Finds the strings in Python and in templates. Babel reads both; Django turns a template into what
Babel can read, as its own makemessages does, but needs no xgettext on the machine for it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
WHERE = ("tilth", "templates")
LEFT_OUT = ("tests", "migrations", "bench", "acme")


def catalogue() -> Catalog:
    """All of them, each with the files in which it stands."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path in sources():
        for _line, message, _comments, context in messages(path):
            flags = {"python-format"} if needs_format(message) else set()
            found.add(message, locations=[(str(path), 0)], flags=flags, context=context)
    return found


def sources() -> Iterator[Path]:
    for root in WHERE:
        for path in sorted(Path(root).rglob("*")):
            if path.suffix in {".py", ".html"} and not {*path.parts} & {*LEFT_OUT}:
                yield path


def messages(path: Path) -> Iterator[tuple[int, object, list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        from django.utils.translation import templatize

        # In brackets, as what is left of a template is calls between letters, with no sense in its
        # indents; its comments end with their lines.
        text = f"({templatize(text, origin=str(path))}\n)"
    yield from extract("python", BytesIO(text.encode()), keywords=KEYWORDS)


def needs_format(message: object) -> bool:
    texts = message if isinstance(message, tuple) else (message,)
    return any("%(" in str(text) for text in texts)
