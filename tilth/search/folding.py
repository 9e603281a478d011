"""Spelling made equal: case, accents, ligatures, widths. The same for texts and for queries."""

import re
import unicodedata

MAX_WORD = 64  # characters; what is longer is a hash or a bomb, and is found by its beginning

# Accents of alphabets whose readers leave them out when they type. The marks of kana, Thai and the
# Indic scripts are letters of their own and stay, as does the breve that makes an и a й.
_ACCENTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]"
)
# Invisible, and common in pasted text.
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)


def fold(word: str) -> str:
    """`Prüfung` and `PRUFUNG` to `prufung`, `Straße` to `strasse`, `ﾎﾟﾝﾌﾟ` to `ポンプ`."""
    if word.isascii():
        return word.lower()[:MAX_WORD]
    # Before anything else, as normalising a word of a million characters takes its time.
    word = _INVISIBLE.sub("", word[: 2 * MAX_WORD])
    apart = unicodedata.normalize("NFKD", word).casefold()
    bare = _ACCENTS.sub("", apart).translate(_LETTERS)
    return unicodedata.normalize("NFKC", bare)[:MAX_WORD]
