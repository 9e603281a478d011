"""Plain words in Markdown: formulas as they are, everything else escaped where it would be markup,
a mention or a tag, and nowhere else, so that the result reads as somebody would have typed it."""

import re
from collections.abc import Iterator

from tilth.core.text.formulas import formula_at

SPACE = " \t\n\r\f"  # a no-break space is a letter here
BREAK = "\\\n"
_FORMULA = re.compile(r"\\[\\$]|\$\$?|\\begin\{")
_MARKUP = re.compile(
    r"[\\`*\[\]$]|~(?=~)|(?<=~)~|^~|~$"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|!$|\^(?=\[)"
    r"|(?<![^\W_])#(?=[^\W\d_])|(?<![^\W_])@(?=\w)"
)
# An address that stands in the text would become a link that goes on as far as it can.
_ADDRESS = re.compile(
    r"(?<![^\W\d_])((?:https?|ftp)):(?=//)(?=\S*[\\*`_~\[\]<$@#]|\S*$)", re.IGNORECASE
)
_LINE_START = re.compile(
    r"^(?:(>)|(#{1,6})(?=\s|$)|([-+])(?=\s|$)|([-:=|])(?=[-:=|\s]*$)|(\d{1,9})(?=[.)](?:\s|$)))"
)


def escaped(text: str) -> str:
    """Words between elements. Line ends stay, blank lines do not, except in a formula's place."""
    return "".join(
        piece if is_formula else _plain(piece) for piece, is_formula in with_formulas(text)
    )


def with_formulas(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text in their order, and whether each is a formula: those that the page will
    show as one."""
    start = end = 0
    while sign := _FORMULA.search(text, end):
        end = sign.end()
        formula = None if sign[0] in ("\\\\", "\\$") else formula_at(text, sign.start())
        if formula is not None:
            yield text[start : sign.start()], False
            # A blank line would end the paragraph, and the formula with it.
            yield re.sub(r"\n[ \t\r]*(?=\n)", "", text[sign.start() : formula.end]), True
            start = end = formula.end
    yield text[start:], False


def _plain(text: str) -> str:
    text = re.sub(r" ?[\n\r][ \n\r]*", "\n", re.sub(r"[ \t\f]+", " ", text))
    text = _ADDRESS.sub(r"\1\:", text) if "://" in text else text
    return "".join(
        part if part == r"\:" else _MARKUP.sub(lambda found: f"\\{found[0]}", part)
        for part in re.split(r"(\\:)(?=//)", text)
    )


def paragraph(text: str) -> str:
    """Inline Markdown as a block of its own: trimmed, and no line of it begins another block."""
    if "\n" in text:
        text = "".join(
            piece if is_formula else re.sub(r"[ \t]*(\\?)\n[ \t\n]*", r"\1\n", piece)
            for piece, is_formula in with_formulas(text)
        )
    text = re.sub(r"^(?:\\\n|[ \t\n])+|(?:\\\n|[ \t\n])+$", "", text)
    text = without_break(text)
    lines: list[str] = []
    formula_goes_on = _lines_inside_formulas(text)
    for number, line in enumerate(text.split("\n")):
        lines.append(line if number in formula_goes_on else _LINE_START.sub(_unstarted, line))
    return "\n".join(lines)


def without_break(text: str) -> str:
    """Without a break that has nothing after it; a backslash of the text stays."""
    return text[:-1] if (len(text) - len(text.rstrip("\\"))) % 2 else text


def _lines_inside_formulas(text: str) -> set[int]:
    if "\n" not in text or not ("$" in text or "\\begin{" in text):
        return set()
    inside: set[int] = set()
    line = 0
    for piece, is_formula in with_formulas(text):
        if is_formula:
            inside.update(range(line + 1, line + piece.count("\n") + 1))
        line += piece.count("\n")
    return inside


def _unstarted(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[5] else f"\\{found[0]}"


def one_line(text: str) -> str:
    """Inline Markdown for a heading or a cell, which have no lines."""
    return re.sub(r"\\?[ \t\n\r]*\n[ \t\n\r]*", " ", text).strip(SPACE)


def code_span(text: str) -> str:
    text = re.sub(r"\r\n|[\r\n]", " ", text)
    if not text.strip(" "):
        return text
    tick = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    padded = (text[0] in "` " and text[-1] in "` ") or "`" in (text[0], text[-1])
    pad = " " if padded else ""
    return f"{tick}{pad}{text}{pad}{tick}"


def target(address: str) -> str:
    """Where a link leads, so that nothing of it ends the link."""
    address = re.sub(r"[\s<>\\\x00-\x1f]", lambda sign: f"%{ord(sign[0]):02X}", address)
    address = re.sub(r"&(?=#?\w+;)", "&amp;", address)
    depth = lowest = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        lowest = min(lowest, depth)
    balanced = depth == lowest == 0 and address.count("(") < 8
    return address if balanced else re.sub(r"[()]", lambda sign: f"\\{sign[0]}", address)
