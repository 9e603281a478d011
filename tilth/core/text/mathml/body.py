from functools import lru_cache
from html import escape

from latex2mathml.converter import Converter

from tilth.core.text.mathml.commands import Commands
from tilth.core.text.mathml.elements import markup
from tilth.core.text.mathml.tex import MAX_TEX, readable

MAX_FORMULAS = 1_000  # in one body, which takes 0.3 s; the richest post of a physics site has 104
MAX_SIGNS = 30_000


class Formulas:
    """The formulas of one body: a command defined in one holds in those after it."""

    def __init__(self) -> None:
        self._commands = Commands()
        self._formulas_left = MAX_FORMULAS
        self._signs_left = MAX_SIGNS

    def html(self, tex: str, *, is_display: bool) -> str:
        """MathML; or the TeX as it is, when there is too much of it or nothing to show it with."""
        self._formulas_left -= 1
        self._signs_left -= len(tex)
        try:
            if len(tex) > MAX_TEX or self._formulas_left < 0 or self._signs_left < 0:
                raise ValueError("too much")
            inside = _mathml(self._commands.expanded(tex), is_display)
        except Exception:  # noqa: BLE001  (latex2mathml fails with whatever the TeX led it into)
            return f'<code class="tex">{escape(tex.strip())}</code>'
        display = "block" if is_display else "inline"
        return f'<math display="{display}" alttext="{escape(tex.strip())}">{inside}</math>'


def _mathml(tex: str, is_display: bool) -> str:
    # `$n$` and `$\psi$` come again and again, in one post as in the next.
    return (_short if len(tex) <= 100 else _converted)(tex, is_display)


def _converted(tex: str, is_display: bool) -> str:
    display = "block" if is_display else "inline"
    tex = readable(tex)
    if not tex.strip("% \n"):
        return ""  # a formula of definitions alone shows nothing
    element = Converter(display=display).convert_to_element(tex)
    return "".join(part for child in element for part in markup(child))


_short = lru_cache(maxsize=4096)(_converted)
