"""Markdown's rules where formulas stand: one inside a paragraph, one for the paragraph itself.

A display formula is part of the paragraph it stands in, as on Stack Exchange; a paragraph may be
nothing but one.
"""

import re
from bisect import bisect_left

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from tilth.core.text.formulas import formula_at

_SIGN = re.compile(r"`+|\$\$?|\\begin|\\.")


def formula_rule(state: StateInline, silent: bool) -> bool:
    """A token `formula`: TeX as content, `display` as info when it is one."""
    if state.src[state.pos] not in "$\\":
        return False
    formula = formula_at(state.src, state.pos, state.posMax)
    if formula is None:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = formula.tex
        token.markup = state.src[state.pos : formula.end]
        token.info = "display" if formula.is_display else ""
    state.pos = formula.end
    return True


def paragraph_rule(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """A paragraph, or a heading when it is underlined: in place of markdown-it's two rules.

    A line inside a formula is neither an underline nor the start of a list, quote or heading.
    """
    parent, state.parentType = state.parentType, "paragraph"
    line, level = start, 0
    while True:
        if state.env["has_formulas"]:
            line = _last_line(state, line)
        line += 1
        if line >= state.lineMax or state.isEmpty(line):
            break
        level = _underline(state, line)
        if level or _is_interrupted(state, line):
            break
    state.parentType = parent
    text = mdTrim(state.getLines(start, line, state.blkIndent, False))
    _push(state, text, f"h{level}" if level else "p", start, line)
    state.line = line + (level > 0)
    return True


def _underline(state: StateBlock, line: int) -> int:
    """1 for a line of `===` and 2 for one of `---`, which make a heading of what is above; or 0."""
    if not 0 <= state.sCount[line] - state.blkIndent <= 3:
        return 0
    signs = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    return "=-".find(signs[0]) + 1 if signs == signs[0] * len(signs) else 0


def _is_interrupted(state: StateBlock, line: int) -> bool:
    """Whether another kind of block begins on this line. Not where the line is only indented."""
    if state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0:
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, state.lineMax, True) for rule in rules)


def _push(state: StateBlock, text: str, tag: str, start: int, end: int) -> None:
    name = "paragraph" if tag == "p" else "heading"
    state.push(f"{name}_open", tag, 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = text
    inline.map = [start, end]
    inline.children = []
    state.push(f"{name}_close", tag, -1)


def _last_line(state: StateBlock, line: int) -> int:
    """The line on which a formula that begins on this line ends, with what begins after it."""
    position = state.bMarks[line] + state.tShift[line]
    while sign := _SIGN.search(state.src, position, state.eMarks[line]):
        position = sign.start()
        if sign[0].startswith("`"):
            closed = state.src.find(sign[0], sign.end(), state.eMarks[line])
            position = sign.end() if closed < 0 else closed + len(sign[0])
        elif formula := formula_at(state.src, position):
            last = bisect_left(state.eMarks, formula.end, lo=line)
            if _is_one_paragraph(state, line, last):
                line, position = last, formula.end
            else:
                position += 1
        else:
            position = sign.end()
    return line


def _is_one_paragraph(state: StateBlock, first: int, last: int) -> bool:
    return last < state.lineMax and not any(
        state.isEmpty(line) or state.sCount[line] < state.blkIndent
        for line in range(first + 1, last + 1)
    )
