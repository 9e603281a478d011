"""What stands inside a paragraph."""

import re
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from tilth.core.text.from_html.words import BREAK, SPACE, code_span, escaped, target, without_break

MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
MARKS |= dict.fromkeys(("del", "s", "strike"), "~~")
KEPT = {"kbd", "sub", "sup"}
CODE = {"code", "tt", "samp"}
LEFT_OUT = {"script", "style", "head", "title", "template", "noscript"}
EMBEDDED = {"iframe", "video", "audio", "embed", "source"}
SCHEMES = ("http://", "https://", "ftp://", "mailto:", "tel:")
NO_ALT = {"", "enter image description here"}
DEEPEST = 12  # marks inside one another; what is deeper is words alone


def inlines(parent: Any, base: str, depth: int = 0) -> str:
    """The text of an element and of what is in it."""
    parts = [escaped(parent.text or "")]
    for child in parent:
        add(parts, inline(child, base, depth))
        add(parts, escaped(child.tail or ""))
    return "".join(parts)


def add(parts: list[str], piece: str) -> None:
    """Join what would mean something else side by side: `!` and a link, two marks."""
    last = parts[-1] if parts else ""
    if piece.startswith("[") and last.endswith("!") and not last.endswith("\\!"):
        parts[-1] = f"{last[:-1]}\\!"
    if piece:
        parts.append(piece)


def inline(element: Any, base: str, depth: int = 0) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag in LEFT_OUT:
        return ""
    if depth > DEEPEST:
        return escaped("".join(element.itertext()))
    if tag == "br":
        return BREAK
    if tag in CODE:
        return _code(element)
    if tag == "img":
        return _image(element, base)
    inside = inlines(element, base, depth + 1)
    if tag in EMBEDDED:
        return _embedded(element, base) + inside
    if tag == "a":
        return _link(element, inside, base)
    if tag in KEPT and inside.strip():
        return f"<{tag}>{inside}</{tag}>"
    if tag == "q":
        return f"“{inside}”"
    return _marked(MARKS.get(tag, ""), inside, element)


def _code(element: Any) -> str:
    """With the code that follows it at once, which would end it instead of beginning anew."""
    previous = element.getprevious()
    if previous is not None and previous.tag in CODE and not previous.tail:
        return ""
    text = "".join(element.itertext())
    while not element.tail and (element := element.getnext()) is not None and element.tag in CODE:
        text += "".join(element.itertext())
    return code_span(text)


def _marked(mark: str, inside: str, element: Any) -> str:
    """Emphasis as Markdown can have it: it neither begins nor ends with a space; and between a
    letter and a sign (`a*,b*`) it cannot begin or end, so that the sign is left out of it."""
    words = without_break(inside.strip()).strip()
    if not mark or not words or _runs_together(mark, element):
        return inside
    before, after = inside[: inside.index(words)], inside[inside.index(words) + len(words) :]
    if not before and _letter(_text_before(element)[-1:]):
        signs = re.match(r"(?:\\?[^\w\s\\`$\[<*])*", words)
        cut = signs.end() if signs else 0
        before, words = words[:cut], words[cut:]
    if words and not after and _letter((element.tail or "")[:1]):
        signs = re.search(r"(?:\\?[^\w\s\\`$)>*\]])*$", words)
        cut = signs.start() if signs else len(words)
        words, after = words[:cut], words[cut:]
        if words and not _letter(words[-1]):
            return f"{before}{words}{after}"
    return f"{before}{mark}{words}{mark}{after}" if words else f"{before}{after}"


def _runs_together(mark: str, element: Any) -> bool:
    """Whether its signs would stand beside those of another and be read as one run of them."""
    around = {MARKS.get(str(above.tag)) for above in element.iterancestors()}
    previous = element.getprevious()
    beside = MARKS.get(str(previous.tag)) if previous is not None and not previous.tail else None
    return mark in around or (beside is not None and beside[0] == mark[0])


def _text_before(element: Any) -> str:
    previous = element.getprevious()
    if previous is not None:
        return str(previous.tail or "")
    parent = element.getparent()
    return str(parent.text or "") if parent is not None else ""


def _letter(sign: str) -> bool:
    return bool(sign) and (sign.isalnum() or sign == "_")


def _link(element: Any, inside: str, base: str) -> str:
    address = joined(base, element.get("href"))
    words = inside.strip(SPACE)
    holds_link = next(element.iterdescendants("a"), None) is not None
    if words.startswith(BREAK) or not address.startswith(SCHEMES) or not words or holds_link:
        return inside
    at = inside.index(words)
    text = "".join(element.itertext())
    if text == address and not re.search(r"[\s<>\\]", address) and "://" in address:
        shown = f"<{address}>"
    else:
        shown = f"[{without_break(words)}]({target(address)})"
    return f"{inside[:at]}{shown}{inside[at + len(words) :]}"


def _image(element: Any, base: str) -> str:
    """As Markdown has it: one of another host is shown as a link with its name."""
    address = joined(base, element.get("src"))
    alt = " ".join((element.get("alt") or "").split())
    label = escaped(_("Image") if alt in NO_ALT else alt)
    if not address.startswith(("http://", "https://")):
        return "" if alt in NO_ALT else label
    return f"![{label}]({target(address)})"


def _embedded(element: Any, base: str) -> str:
    """A film or a page in a frame: where it is to be found."""
    address = joined(base, element.get("src"))
    if not address.startswith(("http://", "https://")):
        return ""
    return f"[{escaped(element.get('title') or _('Embedded page'))}]({target(address)})"


def joined(base: str, address: str | None) -> str:
    address = (address or "").strip()
    try:
        return urljoin(base, address) if address else ""
    except ValueError:  # `http://[`
        return ""
