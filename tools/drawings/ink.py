"""Pen and paper: pieces of SVG, in the colours of `tokens.css`."""

from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple

type Point = tuple[float, float]


class Picture(NamedTuple):
    width: int
    height: int
    draw: Callable[[], str]


PICTURES: dict[str, Picture] = {}


def picture(width: int, height: int) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """The function draws the picture that is named as it is."""

    def register(draw: Callable[[], str]) -> Callable[[], str]:
        PICTURES[draw.__name__.replace("_", "-")] = Picture(width, height, draw)
        return draw

    return register


def shade(name: str, percent: float = 100, of: str = "sheet") -> str:
    """A colour of the tokens, thinned with another one."""
    if percent == 100:
        return f"var(--{name})"
    return f"color-mix(in oklch, var(--{name}) {percent:g}%, var(--{of}))"


def text(
    x: float,
    y: float,
    words: object,
    size: float = 24,
    *,
    at: str = "start",
    colour: str = "ink",
    hand: bool = False,
    bold: bool = False,
    turn: float = 0,
) -> str:
    style = "hand" if hand else "said"
    turned = f' transform="rotate({turn:g} {x:g} {y:g})"' if turn else ""
    weight = ' font-weight="650"' if bold else ""
    return (
        f'<text class="{style}" x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{at}"'
        f' fill="{shade(colour)}"{weight}{turned}>{escape(str(words))}</text>'
    )


def line(
    points: Iterable[Point],
    colour: str = "ink",
    width: float = 2.5,
    *,
    dash: str = "",
    fill: str = "none",
    close: bool = False,
) -> str:
    path = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return curve(f"M{path}{' Z' if close else ''}", colour, width, dash=dash, fill=fill)


def curve(
    path: str, colour: str = "ink", width: float = 2.5, *, dash: str = "", fill: str = "none"
) -> str:
    stroke = shade(colour) if colour in NAMES else colour
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"'
        f' stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
    )


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str = "none",
    colour: str = "ink",
    stroke: float = 2.5,
    *,
    round: float = 0,  # noqa: A002  (what SVG means by rx)
    dash: str = "",
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    drawn = f' stroke="{shade(colour)}" stroke-width="{stroke:g}"' if stroke else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round:g}"'
        f' fill="{fill}"{drawn}{dashed}/>'
    )


def circle(
    x: float, y: float, r: float, fill: str = "none", colour: str = "ink", stroke: float = 2.5
) -> str:
    drawn = f' stroke="{shade(colour)}" stroke-width="{stroke:g}"' if stroke else ""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"{drawn}/>'


def arrow(start: Point, end: Point, colour: str = "ink", width: float = 2.5) -> str:
    (x1, y1), (x2, y2) = start, end
    length = max(1.0, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    size = 5 + 3.5 * width
    back = (x2 - ux * size, y2 - uy * size)
    left = (back[0] - uy * size * 0.45, back[1] + ux * size * 0.45)
    right = (back[0] + uy * size * 0.45, back[1] - ux * size * 0.45)
    head = line([end, left, right], colour, 1, fill=shade(colour), close=True)
    return line([start, back], colour, width) + head


def span(start: Point, end: Point, words: str, *, colour: str = "ink-2", dy: float = -12) -> str:
    """A dimension: arrows at both ends, the words in the middle."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    said = text(middle[0], middle[1] + dy, words, 22, at="middle", colour=colour, hand=True)
    return arrow(middle, start, colour, 1.8) + arrow(middle, end, colour, 1.8) + said


def hatch(path: str, colour: str = "ink-3", *, turn: int = 45) -> str:
    """What is cut through."""
    return curve(path, colour, 2.5, fill=f"url(#hatch{turn})")


def by_hand(*parts: str) -> str:
    """Drawn without a ruler."""
    return f'<g filter="url(#hand)">{"".join(parts)}</g>'


NAMES = {
    *("ground", "sheet", "sunk", "stamp", "ink", "ink-2", "ink-3", "line", "line-2"),
    *("line-margin", "leaf", "leaf-2", "leaf-wash", "clay", "clay-wash", "straw", "straw-wash"),
}

DEFINITIONS = "".join(
    f'<pattern id="hatch{turn}" width="12" height="12" patternUnits="userSpaceOnUse"'
    f' patternTransform="rotate({turn})"><rect width="12" height="12" fill="{shade("sunk")}"/>'
    f'<line x1="0" y1="0" x2="0" y2="12" stroke="{shade("ink-3")}" stroke-width="2.4"/></pattern>'
    for turn in (45, 135)
) + (
    '<filter id="hand" x="-2%" y="-2%" width="104%" height="104%">'
    '<feTurbulence type="fractalNoise" baseFrequency="0.013" numOctaves="2" seed="4"/>'
    '<feDisplacementMap in="SourceGraphic" scale="7"/></filter>'
    '<pattern id="squares" width="26" height="26" patternUnits="userSpaceOnUse">'
    f'<path d="M26 0H0V26" fill="none" stroke="{shade("line")}" stroke-width="1"/></pattern>'
)


def svg(drawn: Picture) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawn.width}" height="{drawn.height}"'
        f' viewBox="0 0 {drawn.width} {drawn.height}"><defs>{DEFINITIONS}</defs>'
        f'<rect width="100%" height="100%" fill="{shade("sheet")}"/>{drawn.draw()}</svg>'
    )
