"""Names of tags. `C#`, `.net`, `node.js`, `日本語` and `हिन्दी` are names like any other."""

import unicodedata
from itertools import groupby

_PUNCTUATION = frozenset("-_.+#")


def is_tag_character(character: str) -> bool:
    """Letters and digits of any script with the marks they carry, and what names of languages need."""
    return (
        character.isalnum()
        or character in _PUNCTUATION
        or unicodedata.category(character).startswith("M")
    )


def tag_name(text: str) -> str:
    """The normal form, under which a tag is kept and found. Empty: this is no tag.

    A name without a letter or digit is none: `..` would lead out of the address of the tag's page.
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    runs = groupby(text, key=is_tag_character)
    name = "".join("".join(run) if kept else "-" for kept, run in runs).strip("-")
    return name if any(map(str.isalnum, name)) else ""
