"""Makes the `.mo` files, which Django reads, of the catalogues. Part of `make setup`."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path("locale")


def main() -> None:
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as text:
            catalogue = read_po(text, locale=path.parts[1])
        # Beside it, and then in its place: whoever reads meanwhile reads a whole one.
        unfinished = path.with_suffix(".mo.unfinished")
        with unfinished.open("wb") as compiled:
            write_mo(compiled, catalogue)
        unfinished.replace(path.with_suffix(".mo"))


if __name__ == "__main__":
    main()
