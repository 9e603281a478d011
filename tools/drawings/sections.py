"""Sections and patterns of things that were cut, measured or computed."""

from math import pi, sin

from tools.drawings.ink import (
    arrow,
    box,
    by_hand,
    circle,
    curve,
    hatch,
    line,
    picture,
    shade,
    span,
    text,
)


@picture(1000, 640)
def seal_gap() -> str:
    drawn = by_hand(
        hatch("M60 470 H940 V560 H60 Z", turn=45),
        hatch("M250 180 H480 V420 H360 V470 H250 Z", turn=135),
        hatch("M492 150 H720 V440 H600 V360 H492 Z", turn=45),
        line([(60, 515), (940, 515)], "ink-3", 1.5, dash="24 8 4 8"),
        curve("M70 300 q25 -20 50 0 t50 0 t50 0", "leaf", 3),
        curve("M70 340 q25 -20 50 0 t50 0 t50 0", "leaf", 3),
    )
    return (
        drawn
        + text(60, 62, "Where the drops come from", 30, bold=True)
        + text(365, 150, "carbon ring, turns", 23, at="middle", hand=True)
        + text(640, 124, "seat, stands", 23, at="middle", hand=True)
        + text(145, 250, "pressure, 6 bar", 23, at="middle", colour="leaf", hand=True)
        + text(820, 420, "air", 25, at="middle", colour="ink-2", hand=True)
        + text(820, 545, "shaft", 23, at="middle", hand=True)
        + arrow((440, 100), (486, 176), "clay")
        + text(432, 104, "gap h, 0.5 µm", 26, at="end", colour="clay", hand=True)
    )


@picture(1080, 380)
def light_bands() -> str:
    parts = []
    names = ["flat", "evenly bent", "a dome", "saddle", "S: lapped warm"]
    for number, name in enumerate(names):
        cx, cy, r = 118 + number * 212, 190, 92
        parts.append(
            f'<clipPath id="face{number}"><circle cx="{cx}" cy="{cy}" r="{r}"/></clipPath>'
        )
        parts.append(circle(cx, cy, r, shade("straw-wash")))
        bands = "".join(band(number, cx, cy, step) for step in range(-5, 6))
        parts.append(f'<g clip-path="url(#face{number})">{bands}</g>')
        parts.append(circle(cx, cy, r, "none", "ink", 3))
        parts.append(text(cx, 326, name, 23, at="middle"))
    return text(32, 54, "What the bands say (helium lamp)", 28, bold=True) + "".join(parts)


def band(shape: int, cx: float, cy: float, step: int) -> str:
    y = cy + step * 19
    ink, width = "ink-2", 6
    if shape == 0:
        return line([(cx - 100, y), (cx + 100, y)], ink, width)
    if shape == 1:
        return curve(f"M{cx - 100} {y + 22} Q{cx} {y - 30} {cx + 100} {y + 22}", ink, width)
    if shape == 2:
        return circle(cx, cy, abs(step) * 19 + 6, "none", ink, width) if step > -1 else ""
    if shape == 3:
        points = []
        for t in range(-20, 21):
            side = (step * 900) / (abs(t) * 5 + 14) if step else 0
            points.append((cx + t * 5, cy + side))
        return line(points, ink, width)
    bent = [(cx + t * 5, y + 16 * sin(t * pi / 20)) for t in range(-20, 21)]
    return line(bent, ink, width)


@picture(1000, 620)
def chamber_flow() -> str:
    walls = "M120 150 H760 V230 H820 V470 H120 Z"
    parts = [text(60, 62, "Seal chamber, 2 mm orifice", 30, bold=True)]
    parts.append(text(60, 96, "velocity; 15 minutes after filling", 21, colour="ink-3"))
    parts.append(f'<clipPath id="chamber"><path d="{walls}"/></clipPath>')
    rings = []
    for step in range(9):
        size = 1 - step / 10
        fill = f"color-mix(in oklch, var(--clay) {12 + step * 10}%, var(--straw))"
        rings.append(
            f'<ellipse cx="{250 + step * 12}" cy="{400 - step * 3}" rx="{560 * size:.0f}"'
            f' ry="{260 * size:.0f}" fill="{fill}"/>'
        )
    still = "".join(
        f'<ellipse cx="690" cy="158" rx="{150 - 36 * step}" ry="{78 - 19 * step}"'
        f' fill="color-mix(in oklch, oklch(38% .11 255) {40 + 30 * step}%, var(--leaf-wash))"/>'
        for step in range(3)
    )
    parts.append(f'<g clip-path="url(#chamber)">{"".join(rings)}{still}</g>')
    parts.append(curve(walls, "ink", 4))
    parts.append(hatch("M820 230 H900 V470 H820 Z", turn=45))
    parts.append(hatch("M120 470 H900 V540 H120 Z", turn=135))
    parts.extend(arrow((170, y), (360, y - 12), "ink", 2) for y in (330, 370, 410))
    parts.append(arrow((60, 370), (118, 370), "ink", 3))
    parts.append(text(56, 350, "flush", 21, hand=True))
    parts.append(text(860, 360, "seat", 22, at="middle", turn=-90))
    parts.append(text(500, 515, "shaft", 22, at="middle"))
    parts.append(arrow((800, 110), (712, 150), "ink-2", 2))
    parts.append(text(806, 106, "still: air stays", 23, hand=True))
    for step in range(9):
        fill = f"color-mix(in oklch, var(--clay) {12 + step * 10}%, var(--straw))"
        parts.append(box(120 + step * 40, 562, 40, 18, fill, stroke=0))
    parts.append(text(120, 606, "0.2", 19, colour="ink-3"))
    parts.append(text(480, 606, "2.5 m/s", 19, at="end", colour="ink-3"))
    return "".join(parts)


@picture(1000, 460)
def fluting() -> str:
    stripes = [
        line([(134 + n * 41, 182), (130 + n * 41 + 4 * sin(n), 318)], "ink-2", 9) for n in range(19)
    ]
    return (
        text(60, 62, "6310, outer ring, unrolled", 30, bold=True)
        + by_hand(
            box(100, 140, 800, 220, shade("sunk")),
            box(100, 176, 800, 148, shade("line"), "line-2", 2),
            *stripes,
        )
        + line([(110, 340), (890, 340)], "ink-3", 1.5)
        + span((585, 392), (626, 392), "", colour="clay")
        + text(606, 428, "3 mm", 24, at="middle", colour="clay", hand=True)
        + arrow((250, 410), (290, 300), "ink-2", 2)
        + text(240, 432, "like a washboard, all the way round", 23, at="middle", hand=True)
    )


@picture(1000, 560)
def brown_oring() -> str:
    parts = ['<rect width="1000" height="560" fill="url(#squares)"/>']
    brown = "oklch(44% .075 52)"
    for x, ring, gleam, name in (
        (280, "oklch(25% .008 60)", "oklch(44% .01 60)", "old lot, black"),
        (720, brown, "oklch(60% .08 58)", "new lot, brown"),
    ):
        parts.append(circle(x + 7, 259, 156, "none", "line-2", 40))
        parts.append(
            f'<circle cx="{x}" cy="250" r="156" fill="none" stroke="{ring}" stroke-width="40"/>'
        )
        parts.append(curve(f"M{x - 118} 162 A150 150 0 0 1 {x + 40} 106", gleam, 8))
        parts.append(text(x, 486, name, 26, at="middle", hand=True))
    parts.append(span((124, 250), (436, 250), "45 mm", dy=-14))
    parts.append(span((564, 250), (876, 250), "45 mm", dy=-14))
    return "".join(parts) + text(500, 532, "7-2251, both 75 Shore, it says", 22, at="middle")


@picture(1000, 660)
def bonnet_neck_porosity() -> str:
    body = "M120 560 V440 H360 Q420 436 424 370 V140 H576 V370 Q580 436 640 440 H880 V560 Z"
    pores = "".join(
        circle(x, y, r, shade("sheet"), "ink", 1.5)
        for x, y, r in (
            *((446, 448, 4), (468, 462, 5), (455, 486, 3), (488, 452, 4), (476, 496, 3)),
            *((540, 456, 5), (556, 478, 4), (524, 490, 3), (512, 462, 3), (548, 500, 3)),
        )
    )
    heat = "".join(
        f'<ellipse cx="500" cy="466" rx="{130 - 36 * step}" ry="{70 - 20 * step}"'
        f' fill="{shade("clay", 22 + 20 * step, "sunk")}"/>'
        for step in range(3)
    )
    return (
        text(60, 62, "Bonnet, where the neck meets the flange", 30, bold=True)
        + by_hand(hatch(body, turn=45), heat, pores)
        + curve("M436 140 V372 Q430 448 362 454 H130", "leaf", 3, dash="12 8")
        + curve("M564 140 V372 Q570 448 638 454 H870", "leaf", 3, dash="12 8")
        + arrow((700, 330), (570, 440), "clay")
        + text(706, 324, "hot spot", 25, colour="clay", hand=True)
        + text(706, 356, "pores 5 to 9 mm under the skin", 22, colour="ink-2", hand=True)
        + arrow((330, 260), (428, 300), "leaf", 2)
        + text(322, 256, "turned: 6 mm", 25, at="end", colour="leaf", hand=True)
        + line([(500, 120), (500, 600)], "ink-3", 1.5, dash="24 8 4 8")
        + text(150, 612, "Dornfeld, X-ray of 14 pieces", 21, colour="ink-3")
    )


@picture(1000, 640)
def cartridge_seal() -> str:
    return (
        text(60, 62, "Seal out, motor stays", 30, bold=True)
        + by_hand(
            hatch("M60 170 H300 V250 H330 V440 H300 V540 H60 Z", turn=45),
            hatch("M330 250 H352 V322 H330 Z M330 368 H352 V440 H330 Z", turn=135),
            box(60, 326, 470, 38, shade("line")),
            box(700, 326, 240, 38, shade("line")),
            box(740, 200, 200, 290, shade("sunk")),
            *(line([(760, y), (920, y)], "ink-3", 2) for y in range(230, 470, 30)),
            box(400, 262, 96, 60, shade("leaf-wash"), "leaf", 3),
            box(400, 368, 96, 60, shade("leaf-wash"), "leaf", 3),
            line([(424, 262), (424, 322)], "leaf", 2),
            line([(424, 368), (424, 428)], "leaf", 2),
            box(530, 300, 26, 90, shade("stamp")),
            box(674, 300, 26, 90, shade("stamp")),
            box(560, 480, 112, 64, shade("straw-wash"), "ink", 2.5, dash="8 6"),
        )
        + arrow((448, 240), (612, 150), "clay", 4)
        + text(624, 146, "out this way", 25, colour="clay", hand=True)
        + span((556, 410), (674, 410), "", colour="clay")
        + text(616, 448, "112 mm", 26, at="middle", colour="clay", hand=True)
        + text(616, 578, "spacer, taken out", 23, at="middle", hand=True)
        + text(170, 220, "casing", 24, at="middle", hand=True)
        + text(840, 186, "motor", 24, at="middle", hand=True)
        + text(448, 466, "cartridge", 24, at="middle", colour="leaf", hand=True)
    )
