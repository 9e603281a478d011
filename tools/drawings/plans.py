"""Seen from above: where things stand."""

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


@picture(1100, 720)
def hall_2_map() -> str:
    crosses = line([(640, 330), (700, 390)], "clay", 8) + line([(700, 330), (640, 390)], "clay", 8)
    stools = circle(300, 520, 17) + circle(350, 548, 17)
    return (
        text(50, 58, "Hall 2 (not to scale at all)", 33, hand=True)
        + by_hand(
            line([(60, 90), (1040, 90), (1040, 300)], "ink", 5),
            line([(1040, 430), (1040, 670), (60, 670), (60, 90)], "ink", 5),
            box(150, 160, 330, 90, shade("leaf-wash")),
            box(120, 440, 150, 170, shade("sunk")),
            stools,
            box(610, 540, 150, 96),
            *(line([(610 + n * 25, 540), (610 + n * 25, 636)], "ink-3", 1.6) for n in range(1, 6)),
            *(line([(610, 540 + n * 24), (760, 540 + n * 24)], "ink-3", 1.6) for n in range(1, 4)),
            line([(820, 560), (890, 620)], "ink-3", 3),
            line([(820, 610), (890, 570)], "ink-3", 3),
            box(820, 190, 42, 42, shade("ink-3")),
            box(874, 184, 66, 54, shade("straw-wash")),
            line([(60, 330), (1040, 330)], "line-2", 3, dash="16 10"),
            line([(60, 390), (1040, 390)], "line-2", 3, dash="16 10"),
            crosses,
        )
        + text(315, 214, "coupling bench", 27, at="middle", hand=True)
        + text(195, 534, "tool crib", 26, at="middle", hand=True)
        + text(386, 540, "two stools", 24, hand=True)
        + text(685, 524, "cage: safety shoes", 25, at="middle", hand=True)
        + text(905, 172, "label printer", 25, at="middle", hand=True)
        + text(840, 262, "pillar", 22, at="middle", colour="ink-2", hand=True)
        + text(1026, 460, "east gate", 26, at="end", hand=True)
        + arrow((1086, 366), (1000, 366), "leaf", 4)
        + text(716, 372, "do not stand here", 31, colour="clay", hand=True)
        + text(90, 372, "crane track", 24, colour="ink-2", hand=True)
    )


@picture(1000, 660)
def stops_at_ten_forty() -> str:
    beams = ""
    for clock, end, colour, width in (
        ("10:00", (250, 500), "line-2", 26),
        ("10:40", (500, 470), "straw", 44),
        ("11:20", (750, 500), "line-2", 26),
    ):
        beams += line([(500, 140), end], colour, width)
        colour_of = "ink" if clock == "10:40" else "ink-3"
        x, y = end
        beams += text(
            x,
            y + (110 if clock == "10:40" else 62),
            clock,
            27,
            at="middle",
            colour=colour_of,
            bold=clock == "10:40",
        )
    return (
        text(60, 62, "Line 2, infeed", 30, bold=True)
        + beams
        + by_hand(
            box(420, 100, 160, 44, shade("leaf-wash"), "ink", 3),
            line([(460, 100), (460, 144)], "ink-3", 2),
            line([(500, 100), (500, 144)], "ink-3", 2),
            line([(540, 100), (540, 144)], "ink-3", 2),
            box(90, 420, 820, 90),
            *(line([(x, 420), (x, 510)], "line-2", 2) for x in range(130, 900, 40)),
            box(474, 382, 52, 38, shade("clay-wash"), "clay", 3),
            box(474, 510, 52, 30, shade("clay-wash"), "clay", 3),
        )
        + line([(500, 420), (500, 510)], "clay", 3, dash="6 5")
        + text(600, 130, "roof window", 24)
        + text(690, 402, "light barrier", 24, colour="clay")
        + arrow((130, 620), (330, 620), "ink-2", 2.5)
        + text(130, 604, "conveyor runs this way", 22, colour="ink-2")
        + circle(880, 110, 36, shade("straw"), "straw")
        + text(880, 178, "before noon", 22, at="middle", colour="ink-2")
    )


@picture(1100, 480)
def orifice_plan() -> str:
    parts = [text(50, 62, "Test hall, as the benches stand", 31, hand=True)]
    for n, (bench, hole) in enumerate(
        [(1, "3.0"), (5, "none"), (2, "3.0"), (4, "2.0"), (3, "2.1")]
    ):
        x = 60 + n * 205
        small = hole.startswith("2")
        parts.append(
            by_hand(
                box(x, 150, 160, 190, shade("clay-wash" if small else "sunk"), "ink", 3),
                circle(x + 80, 238, 42),
                line([(x + 80, 280), (x + 80, 340)], "ink", 6),
                line([(x + 30, 340), (x + 130, 340)], "ink", 3),
            )
        )
        parts.append(text(x + 80, 250, bench, 40, at="middle", hand=True))
        parts.append(
            text(x + 80, 402, hole, 33, at="middle", colour="clay" if small else "ink", hand=True)
        )
        if small:
            parts.append(
                by_hand(curve(f"M{x + 28} 392 a52 34 0 1 0 104 -8 a54 36 0 1 0 -102 14", "clay", 3))
            )
    parts.append(text(50, 456, "mm, by pin gauge. Should be 3 everywhere but on 5.", 25, hand=True))
    return "".join(parts)
