"""Letters of `\\mathbf`, `\\mathcal` and so on as characters of their own.

Browsers follow MathML Core, which knows of `mathvariant` no more than `normal`.
"""

import unicodedata
from functools import cache

_STYLES = {
    "bold": "MATHEMATICAL BOLD",
    "italic": "MATHEMATICAL ITALIC",
    "bold-italic": "MATHEMATICAL BOLD ITALIC",
    "double-struck": "MATHEMATICAL DOUBLE-STRUCK",
    "script": "MATHEMATICAL SCRIPT",
    "bold-script": "MATHEMATICAL BOLD SCRIPT",
    "fraktur": "MATHEMATICAL FRAKTUR",
    "bold-fraktur": "MATHEMATICAL BOLD FRAKTUR",
    "sans-serif": "MATHEMATICAL SANS-SERIF",
    "bold-sans-serif": "MATHEMATICAL SANS-SERIF BOLD",
    "monospace": "MATHEMATICAL MONOSPACE",
}
# The ones Unicode had before it had the alphabets bear other names: ℝ, ℬ, ℭ, ℎ.
_OLDER = {"MATHEMATICAL FRAKTUR": "BLACK-LETTER"}


def in_alphabet(text: str, variant: str | None) -> str | None:
    """The text in that alphabet; None if there is no such one for every character of it."""
    if variant not in _STYLES or not text:
        return None
    spelled = [_character(character, _STYLES[variant]) for character in text]
    return "".join(spelled) if all(spelled) else None


@cache
def _character(character: str, style: str) -> str:
    name = unicodedata.name(character, "")
    for script in ("LATIN ", "GREEK "):
        name = name.removeprefix(script).replace("LETTER ", "")
    older = _OLDER.get(style, style.removeprefix("MATHEMATICAL "))
    for candidate in (f"{style} {name}", f"{older} {name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return "\N{PLANCK CONSTANT}" if (character, style) == ("h", _STYLES["italic"]) else ""
