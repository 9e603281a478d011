"""make words          brings every locale/*/LC_MESSAGES/django.po up to date and says what is missing
make words CHECK=1  changes nothing; fails where a string is missing or superfluous"""

import os
import sys
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.words.extract import catalogue

LOCALE = Path("locale")
IDLE = tuple(
    f'"{name}'
    for name in (
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def main(check: bool) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    django.setup()
    template = catalogue()
    faults = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            known = read_po(file, locale=path.parts[1])
        before = {message.id for message in known if message.id}
        # No guesses: a translation that only looks like the right one is worse than none.
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        missing = [str(message.id) for message in known if message.id and not done(message)]
        wanted = {message.id for message in template if message.id}
        faults += len(missing) + len(before - wanted)
        say(f"{path}: {len(known)} strings, {len(missing)} to translate")
        for text in missing[:10]:
            say(f"  {text}")
        if not check:
            path.write_bytes(written(known))
    return 1 if check and faults else 0


def done(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts)


def written(known: Catalog) -> bytes:
    """Without the lines that change at every run, or say nothing."""
    out = BytesIO()
    write_po(out, known, width=100, sort_output=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(IDLE)).encode()


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(bool(os.environ.get("CHECK"))))
