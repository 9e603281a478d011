r"""Commands that an author defines in one formula (`\newcommand`, `\def`) and uses in the next.

Written out here, with a limit, and never left to latex2mathml: a definition that doubles itself
thirty times would fill the memory.
"""

import re

from tilth.core.text.mathml.tex import MAX_TEX, UnreadableError

MAX_USES = 500  # in one formula
MAX_DEFINITIONS = 200

_DEFINITION = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\s*(?P<command>\\[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>\d)\]\s*)?(?=\{)"
    r"|\\g?def\s*(?P<defined>\\[A-Za-z]+)(?P<arguments>(?:#\d)*)\s*(?=\{)"
    r"|\\DeclareMathOperator\*?\s*\{?\s*(?P<operator>\\[A-Za-z]+)\s*\}?\s*(?=\{)"
)
_DEFINES = re.compile(
    r"\\(?:(?:re)?newcommand|g?def|let|DeclareMathOperator|newenvironment)(?![A-Za-z])"
)
_NAME = re.compile(r"\\[A-Za-z]+|\\.", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ARGUMENT = re.compile(r"\s*(\\[A-Za-z]+|\\?[^\s{}])")


class Commands:
    """What the formulas of one body have defined so far: name, number of arguments, TeX."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str]] = {}

    def expanded(self, tex: str) -> str:
        """The formula without its definitions, and with what they stand for. Or UnreadableError."""
        if _DEFINES.search(tex):
            tex = self._learned(tex)
        if not self._known:
            return tex
        position = uses = 0
        while used := _NAME.search(tex, position):
            if used[0] not in self._known:
                position = used.end()
                continue
            count, meaning = self._known[used[0]]
            arguments, end = _arguments(tex, used.end(), count)
            # Between spaces, or `\quad\x` would become another command.
            tex = f"{tex[: used.start()]} {_filled(meaning, arguments)} {tex[end:]}"
            position = used.start()
            uses += 1
            if uses > MAX_USES or len(tex) > MAX_TEX:
                raise UnreadableError("too long written out")
        return tex

    def _learned(self, tex: str) -> str:
        """Keep the definitions; give back what is left of the formula."""
        kept, position = [], 0
        while found := _DEFINITION.search(tex, position):
            kept.append(tex[position : found.start()])
            meaning, position = _group(tex, found.end())
            name = found["command"] or found["defined"] or found["operator"]
            if found["operator"]:
                meaning = rf"\operatorname{{{meaning}}}"
            count = int(found["count"] or 0) or len(found["arguments"] or "") // 2
            self._known[name] = (count, meaning)
        rest = "".join(kept) + tex[position:]
        if _DEFINES.search(rest) or len(self._known) > MAX_DEFINITIONS:
            raise UnreadableError("a definition of another kind")
        return rest


def _group(tex: str, position: int) -> tuple[str, int]:
    """What stands in the braces that open here, and where the text goes on after them."""
    depth = 0
    for sign in _BRACE.finditer(tex, position):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if not depth:
            return tex[position + 1 : sign.start()], sign.end()
    raise UnreadableError("an open brace")


def _arguments(tex: str, position: int, count: int) -> tuple[list[str], int]:
    arguments = []
    for _ in range(count):
        while tex[position : position + 1].isspace():
            position += 1
        if tex.startswith("{", position):
            argument, position = _group(tex, position)
        elif found := _ARGUMENT.match(tex, position):
            argument, position = found[1], found.end()
        else:
            raise UnreadableError("an argument is missing")
        arguments.append(argument)
    return arguments, position


def _filled(meaning: str, arguments: list[str]) -> str:
    def fill(place: re.Match[str]) -> str:
        number = int(place[2])
        if not 1 <= number <= len(arguments):
            raise UnreadableError("an argument is missing")
        argument = arguments[number - 1]
        # `\bar#1` of `x` is not the command `\barx`.
        return place[1] + (" " if place[1].isalpha() else "") + argument

    return re.sub(r"(^|[^#])#(\d)", fill, meaning)
