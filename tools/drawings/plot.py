"""Axes to plot on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.drawings.ink import Point, line, text


@dataclass(frozen=True)
class Plot:
    """A rectangle of the picture, and the values at its edges."""

    left: float
    top: float
    width: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> Point:
        (x0, x1), (y0, y1) = self.x, self.y
        return (
            self.left + (x - x0) / (x1 - x0) * self.width,
            self.top + self.height - (y - y0) / (y1 - y0) * self.height,
        )

    def axes(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        x_name: str = "",
        y_name: str = "",
        form: str = "g",
    ) -> str:
        """Furrows for the values, the names at the ends of the axes."""
        parts = []
        for y in ys:
            (x1, py), (x2, _) = self.at(self.x[0], y), self.at(self.x[1], y)
            parts.append(line([(x1, py), (x2, py)], "line", 1.5))
            parts.append(text(x1 - 12, py + 7, f"{y:{form}}", 20, at="end", colour="ink-3"))
        for x in xs:
            px, py = self.at(x, self.y[0])
            parts.append(line([(px, py), (px, py + 7)], "line-2", 1.5))
            parts.append(text(px, py + 30, f"{x:g}", 20, at="middle", colour="ink-3"))
        base = [self.at(self.x[0], self.y[0]), self.at(self.x[1], self.y[0])]
        parts.append(line(base, "line-2", 2))
        right, below = self.left + self.width, self.top + self.height
        parts.append(text(right, below + 58, x_name, 20, at="end", colour="ink-2"))
        parts.append(text(self.left - 44, self.top - 18, y_name, 20, colour="ink-2"))
        return "".join(parts)

    def line(
        self, points: Iterable[Point], colour: str = "ink", width: float = 3, *, dash: str = ""
    ) -> str:
        return line([self.at(x, y) for x, y in points], colour, width, dash=dash)
