"""MathML as our pages may hold it: what latex2mathml makes, less what could leave the formula."""

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from tilth.core.text.mathml.alphabets import in_alphabet
from tilth.core.text.mathml.tex import UnreadableError

# Without href, class and style, which \href, \class and \style would set.
ELEMENTS: dict[str, frozenset[str]] = {
    "math": frozenset({"alttext", "display", "xmlns"}),
    "menclose": frozenset({"notation"}),
    "mfrac": frozenset({"linethickness"}),
    "mi": frozenset({"mathvariant"}),
    "mn": frozenset({"mathvariant"}),
    "mo": frozenset(
        [
            "accent",
            "fence",
            "form",
            "largeop",
            "lspace",
            "mathvariant",
            "maxsize",
            "minsize",
            "movablelimits",
            "rspace",
            "stretchy",
        ]
    ),
    "mover": frozenset({"accent"}),
    "mpadded": frozenset({"depth", "height", "lspace", "voffset", "width"}),
    "mphantom": frozenset(),
    "mroot": frozenset(),
    "mrow": frozenset({"mathcolor"}),
    "mspace": frozenset({"depth", "height", "linebreak", "mathbackground", "width"}),
    "msqrt": frozenset(),
    "mstyle": frozenset({"displaystyle", "mathcolor", "mathsize", "scriptlevel"}),
    "msub": frozenset(),
    "msubsup": frozenset(),
    "msup": frozenset(),
    "mtable": frozenset({"columnlines", "columnspacing", "displaystyle", "rowlines", "rowspacing"}),
    "mtd": frozenset({"columnalign"}),
    "mtext": frozenset({"mathvariant"}),
    "mtr": frozenset(),
    "munder": frozenset(),
    "munderover": frozenset(),
}
_CHILDREN = {
    **dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_LENGTHS = frozenset(["depth", "height", "linethickness", "lspace", "rspace", "voffset", "width"])
# Two digits of em, three of px: a formula must not be laid over the rest of the page.
_LENGTH = re.compile(r"[+-]?(?:\d{0,2}(?:\.\d+)?(?:em|ex)|\d{0,3}(?:\.\d+)?(?:px|pt|mu)|0)")
_COLOURS = frozenset({"mathbackground", "mathcolor"})
_COLOUR = re.compile(r"[A-Za-z]+|#[0-9A-Fa-f]{3,8}")
_UNKNOWN = re.compile(r"\\\S|&$")
_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,6});")


def markup(element: Element) -> Iterator[str]:
    """The element as text. latex2mathml's own writer would let `<` through unescaped."""
    if element.tag == "mi" and _UNKNOWN.match(element.text or ""):
        raise UnreadableError(element.text)  # set like a variable, as it was not understood
    if len(element) != _CHILDREN.get(element.tag, len(element)):
        raise UnreadableError(element.tag)  # `\frac{a}`, which a browser would show as an error
    text = _REFERENCE.sub(lambda code: chr(int(code[1], 16)), element.text or "")
    attributes = {name: value for name, value in element.attrib.items() if _is_kept(element, name)}
    if element.tag in ("mi", "mn") and (
        spelled := in_alphabet(text, attributes.get("mathvariant"))
    ):
        text = spelled
        del attributes["mathvariant"]
    yield f"<{element.tag}"
    for name, value in attributes.items():
        yield f' {name}="{escape(value)}"'
    yield f">{escape(text, quote=False)}"
    for child in element:
        yield from markup(child)
    yield f"</{element.tag}>"


def _is_kept(element: Element, name: str) -> bool:
    if name in _LENGTHS:
        return _LENGTH.fullmatch(element.attrib[name]) is not None
    if name in _COLOURS:
        return _COLOUR.fullmatch(element.attrib[name]) is not None
    return name in ELEMENTS[element.tag]
