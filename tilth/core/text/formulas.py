r"""Where a formula stands in Markdown: `$…$`, `$$…$$`, `\begin{x}…\end{x}`.

As MathJax reads them on Stack Exchange: dollars inside braces do not end a formula
(`$\text{for $n$}$`), environments are display formulas wherever they stand. But "costs $5 and $10"
stays text, which MathJax would set as a formula.
"""

import re
from dataclasses import dataclass

MAX_LENGTH = (
    20_000  # characters; far more than MathML is made of, so that a huge one is shown whole
)
_TRIES = 8  # closing signs looked at, so that a hostile body costs no quadratic search

_ONE = re.compile(r"(?:[^\\$]++|\\.)*+\$", re.DOTALL)
_TWO = re.compile(r"(?:[^\\$]++|\\.|\$(?!\$))*+\$\$", re.DOTALL)
_BEGIN = re.compile(r"\\begin\{([a-zA-Z]{1,30}\*?)\}")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
# What prices and shell variables do not have: a command, or a script on a single sign.
_TEX = re.compile(
    r"\\[A-Za-z{}|,;!]|[\^_]\{|(?:^|[)}\]|])[\^_]"
    r"|(?<![A-Za-z])[A-Za-z][\^_](?:[{\\]|[A-Za-z0-9](?![A-Za-z0-9_]))"
)
_VARIABLE = re.compile(r"[A-Za-z_]{2}")
_PRICE = re.compile(r"\d\S*\s(?:.*\W)?[A-Za-z]{2,}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX without its dollars (an environment keeps its name), and where the text goes on."""

    tex: str
    is_display: bool
    end: int


def formula_at(source: str, position: int, limit: int | None = None) -> Formula | None:
    """The formula that begins at this position, and ends before the limit."""
    limit = min(len(source) if limit is None else limit, position + MAX_LENGTH)
    if source.startswith("$$", position):
        return _dollars(source, position, limit, _TWO, 2)
    if source.startswith("$", position):
        formula = _dollars(source, position, limit, _ONE, 1)
        return formula if formula and _is_meant(source, position, formula) else None
    return _environment(source, position, limit)


def _dollars(
    source: str, position: int, limit: int, closing: re.Pattern[str], signs: int
) -> Formula | None:
    start = end = position + signs
    for _ in range(_TRIES):
        found = closing.match(source, end, limit)
        if found is None:
            return None
        end = found.end()
        tex = source[start : end - signs]
        plain = _ESCAPED.sub("", tex) if "\\" in tex else tex
        if plain.count("{") <= plain.count("}"):
            return Formula(tex, signs == 2, end) if tex.strip() else None
    return None


def _environment(source: str, position: int, limit: int) -> Formula | None:
    opened = _BEGIN.match(source, position, limit)
    if opened is None:
        return None
    begin, close = opened[0], f"\\end{{{opened[1]}}}"
    end = position
    for closed in range(1, _TRIES + 1):
        found = source.find(close, end, limit)
        if found < 0:
            return None
        end = found + len(close)
        if source.count(begin, position, end) == closed:
            return Formula(source[position:end], True, end)
    return None


def _is_meant(source: str, position: int, formula: Formula) -> bool:
    """Whether a pair of single dollars is meant as a formula, or as two prices or variables."""
    tex = formula.tex
    is_tex = _TEX.search(tex) is not None
    if "`" in tex and (not is_tex or tex.count("`") % 2):
        return False  # code, or the second dollar is inside code
    if is_tex:
        return True
    padding = tex[0].isspace() + tex[-1].isspace()
    if padding == 2 and len(tex.strip()) == 1:
        return tex.strip().isalpha()
    if padding and " = " in tex and ";" not in tex:
        return True
    after = source[formula.end : formula.end + 1]
    clings = position and source[position - 1].isalnum()
    if padding or clings or after.isdigit():
        is_one_sign = not any(sign.isspace() or sign.isdigit() for sign in tex.strip())
        return is_one_sign and padding < 2
    return _PRICE.match(tex) is None and not (after.isalpha() and _VARIABLE.match(tex))
