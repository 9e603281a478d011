r"""TeX as latex2mathml reads it. MathJax, for which people write, knows more names for the same."""

import re

# Numbers of equations (align, not align*) are left out: formulas of one page would all begin at 1.
_ENVIRONMENTS = {
    "align": "align*",
    "flalign": "align*",
    "alignat": "align*",
    "aligned": "split",
    "alignedat": "split",
    "dcases": "cases",
    "gather": "displaylines",
    "gathered": "displaylines",
    "multline": "displaylines",
    "eqnarray": "array",
}
_KNOWN = frozenset(
    [
        "align*",
        "array",
        "bmatrix",
        "Bmatrix",
        "cases",
        "displaylines",
        "matrix",
        "pmatrix",
        "smallmatrix",
        "split",
        "vmatrix",
        "Vmatrix",
    ]
)
_STARRED = frozenset({"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix"})
_EDGE = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_ARGUMENT = re.compile(
    r"(\\begin\{(?:alignat|aligned|alignedat|gathered)\*?\})\s*(?:\{\d+\}|\[[tbc]\])"
)
_UNSEEN = re.compile(r"\\(?:label|require)\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_TEXT_WITH_FORMULA = re.compile(r"\\(?:text|textrm|textnormal|mbox)(\{[^{}$]*\$[^{}]*\})")
_NESTING = re.compile(r"\\(?:left|begin|right|end)(?![A-Za-z])|\\.|[{}]")
_OPENS = ("{", r"\left", r"\begin")
_CLOSES = ("}", r"\right", r"\end")
MAX_TEX = 5_000  # characters of one formula
MAX_DEPTH = 40


class UnreadableError(ValueError):
    """This TeX has something for which there is no MathML; the reader is shown the TeX instead."""


def readable(tex: str) -> str:
    """The same formula in the words latex2mathml knows. Raises UnreadableError."""
    tex = _TEXT_WITH_FORMULA.sub(r"\\hbox\1", _UNSEEN.sub("", tex))
    if _depth(tex) > MAX_DEPTH:
        raise UnreadableError("too deep")
    return _EDGE.sub(_edge, _ARGUMENT.sub(r"\1", tex))


def _edge(edge: re.Match[str]) -> str:
    side, name = edge[1], edge[2]
    plain = name.removesuffix("*")
    if plain in ("equation", "subequations"):
        return " "
    known = _ENVIRONMENTS.get(plain, plain if plain in _STARRED else name)
    if known not in _KNOWN:
        raise UnreadableError(name)
    columns = "{rcl}" if plain == "eqnarray" and side == "begin" else ""
    return f"\\{side}{{{known}}}{columns}"


def _depth(tex: str) -> int:
    deepest = depth = 0
    for sign in _NESTING.findall(tex):
        depth += (sign in _OPENS) - (sign in _CLOSES)
        deepest = max(deepest, depth)
    return deepest
