"""Sheets that hang at a station, with what people wrote on them."""

from tools.drawings.ink import (
    arrow,
    box,
    by_hand,
    circle,
    curve,
    line,
    picture,
    shade,
    text,
)


def stamp(x: float, y: float) -> str:
    """Green, as document control has it."""
    return (
        f'<g transform="rotate(-9 {x} {y})">'
        + circle(x, y, 46, "none", "leaf", 4)
        + circle(x, y, 38, "none", "leaf", 1.5)
        + text(x, y - 2, "VALID", 20, at="middle", colour="leaf", bold=True)
        + text(x, y + 18, "doc. control", 11, at="middle", colour="leaf")
        + "</g>"
    )


def sheet(x: float, y: float, width: float, height: float, number: str, revision: str) -> str:
    """A torque sheet without its lines."""
    return (
        box(x + 7, y + 9, width, height, shade("stamp"), stroke=0)
        + box(x, y, width, height, "oklch(99.5% .003 92)", "line-2", 2)
        + text(x + 28, y + 48, number, 25, bold=True)
        + text(x + 28, y + 78, "tightening, casing", 19, colour="ink-3")
        + text(x + width - 28, y + 48, f"rev. {revision}", 22, at="end", bold=True)
        + line([(x + 28, y + 96), (x + width - 28, y + 96)], "ink", 2)
    )


def rows(x: float, y: float, width: float, lines: list[tuple[int, str, str]], step: float) -> str:
    parts = []
    for n, (number, what, torque) in enumerate(lines):
        base = y + n * step
        parts.append(text(x + 28, base, number, 20, colour="ink-3"))
        parts.append(text(x + 70, base, what, 20))
        parts.append(text(x + width - 28, base, torque, 20, at="end"))
        parts.append(line([(x + 28, base + 12), (x + width - 28, base + 12)], "line", 1.5))
    return "".join(parts)


@picture(1100, 760)
def torque_38_or_42() -> str:
    parts = [f'<rect width="1100" height="760" fill="{shade("ground")}"/>']
    for x, revision, torque, station in ((60, "C", "38 Nm", 6), (570, "D", "42 Nm", 5)):
        lines = [
            (1, "clean the faces", ""),
            (2, "gasket, dry", ""),
            (3, "studs M12, oiled", "hand"),
        ]
        lines += [(4, "nuts, crosswise", "15 Nm"), (5, "nuts, crosswise", "30 Nm")]
        lines += [(6, "nuts, all round", torque), (7, "mark with paint", ""), (8, "sign below", "")]
        parts.append(sheet(x, 90, 470, 590, "TS-14", revision))
        parts.append(box(x + 20, 445, 430, 44, shade("straw"), stroke=0))
        parts.append(rows(x, 232, 470, lines, 48))
        parts.append(stamp(x + 390, 622))
        parts.append(text(x + 28, 652, f"station {station}", 21, colour="ink-2", hand=True))
    parts.append(text(60, 62, "Both on the wall this morning", 27, bold=True))
    return "".join(parts)


@picture(1000, 760)
def pencil_notes() -> str:
    lines = [
        (7, "gasket on the pins", ""),
        (8, "lower the casing", ""),
        (9, "studs 1 to 4", "hand"),
    ]
    lines += [
        (10, "studs 5 to 8", "hand"),
        (11, "nuts, crosswise", "42 Nm"),
        (12, "turn by hand", ""),
    ]
    tilted = (
        '<g transform="rotate(-11 800 560)">'
        + curve("M700 520 H900 V556 H872 V600 H728 V556 H700 Z", "ink-3", 3)
        + line([(728, 520), (728, 500), (750, 500), (750, 520)], "ink-3", 3)
        + line([(850, 520), (850, 500), (872, 500), (872, 520)], "ink-3", 3)
        + "</g>"
    )
    return (
        f'<rect width="1000" height="760" fill="{shade("ground")}"/>'
        + sheet(60, 50, 880, 650, "TS-22", "B")
        + rows(60, 202, 600, lines, 62)
        + by_hand(
            curve("M700 396 q-30 40 -62 46", "ink-3", 3),
            arrow((660, 438), (636, 444), "ink-3", 3),
            curve("M384 456 q60 12 244 0", "ink-3", 2.5),
            tilted,
            line([(680, 640), (920, 640)], "ink-3", 3),
        )
        + text(700, 350, "left one first", 34, colour="ink-3", hand=True, turn=-4)
        + text(706, 390, "or it tilts", 34, colour="ink-3", hand=True, turn=-4)
        + text(120, 636, "bench 2 reads 0.2 high", 27, colour="ink-3", hand=True, turn=-2)
        + stamp(860, 196)
    )
