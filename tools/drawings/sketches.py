"""What somebody drew with a pencil, on whatever lay there."""

from tools.drawings.ink import (
    arrow,
    box,
    by_hand,
    circle,
    curve,
    line,
    picture,
    shade,
    span,
    text,
)


@picture(1000, 700)
def north_rails_sketch() -> str:
    plate = box(260, 150, 500, 320, shade("sunk"))
    holes = "".join(circle(x, y, 11) for x in (310, 710) for y in (190, 430))
    rails = box(225, 168, 560, 44, shade("line")) + box(225, 448, 560, 44, shade("line"))
    feet = "".join(
        box(x, y, 40, 28, shade("leaf-wash"), "leaf") for x in (240, 730) for y in (176, 456)
    )
    return (
        by_hand(
            plate,
            rails,
            holes,
            feet,
            line([(510, 110), (510, 516)], "ink-3", 1.5, dash="24 8 4 8"),
        )
        + text(60, 70, "Vanby, old plate from above", 32, hand=True)
        + span((260, 560), (760, 560), "500")
        + span((830, 150), (830, 470), "")
        + text(846, 318, "320", 22, colour="ink-2", hand=True)
        + span((225, 628), (785, 628), "new feet: 560 by 350")
        + arrow((150, 330), (222, 462), "clay", 3)
        + text(64, 282, "front rail", 25, colour="clay", hand=True)
        + text(64, 314, "18 mm in the air!", 27, colour="clay", hand=True)
        + text(520, 245, "R-80", 24, hand=True)
    )


@picture(900, 700)
def stem_scratches_lengthwise() -> str:
    scratches = "".join(
        line([(x, 218 + low), (x + 2, 330 - low)], "clay", 3)
        for x, low in ((418, 6), (434, 0), (451, 9), (467, 3), (481, 12))
    )
    return (
        by_hand(
            box(404, 60, 92, 96, shade("sunk")),
            line([(404, 60), (496, 156)], "ink-3", 1.8),
            line([(496, 60), (404, 156)], "ink-3", 1.8),
            box(396, 156, 108, 470, shade("line")),
            line([(396, 560), (504, 545)], "ink-3", 2),
            line([(396, 580), (504, 565)], "ink-3", 2),
            line([(396, 600), (504, 585)], "ink-3", 2),
            scratches,
            line([(330, 206), (570, 206)], "ink-3", 1.8, dash="9 7"),
            line([(330, 440), (570, 440)], "ink-3", 1.8, dash="9 7"),
        )
        + text(540, 116, "flats for the wrench", 25, hand=True)
        + arrow((534, 108), (500, 108), "ink-2", 2)
        + span((596, 206), (596, 440), "")
        + text(612, 330, "packing", 25, colour="ink-2", hand=True)
        + span((330, 212), (330, 336), "", colour="clay")
        + text(316, 282, "30 mm", 25, at="end", colour="clay", hand=True)
        + arrow((250, 400), (412, 310), "clay")
        + text(60, 420, "5 fine scratches,", 26, colour="clay", hand=True)
        + text(60, 454, "all lengthwise,", 26, colour="clay", hand=True)
        + text(60, 488, "none below", 26, colour="clay", hand=True)
        + text(540, 600, "thread", 25, hand=True)
    )


@picture(900, 640)
def duck_umbrella() -> str:
    folds = "".join(
        curve(f"M{470 + 5 * n} 270 Q{450 + 22 * n} 400 {560 + 2 * n} 566", "ink-3", 2)
        for n in range(-2, 4)
    )
    return (
        by_hand(
            curve(
                "M470 262 Q404 380 560 574 Q612 560 552 250 Q512 232 470 262",
                "ink",
                3,
                fill=shade("sunk"),
            ),
            folds,
            curve("M440 330 Q500 352 580 318", "ink", 5),
            line([(560, 574), (576, 616)], "ink", 5),
            curve("M492 246 Q470 190 440 172", "ink", 9),
            curve("M508 240 Q486 182 452 160", "ink", 2),
            circle(396, 130, 62, shade("straw-wash")),
            curve("M342 112 Q262 108 236 138 Q270 168 346 152", "ink", 3, fill=shade("straw")),
            curve("M240 138 Q290 142 344 134", "ink", 2),
            curve("M400 70 Q412 40 436 52 M414 72 Q434 54 448 70", "ink", 2.5),
            line([(368, 104), (390, 126)], "ink", 3.5),
            line([(390, 104), (368, 126)], "ink", 3.5),
            curve("M420 178 Q450 196 466 178", "ink-3", 2),
        )
        + arrow((190, 230), (362, 128), "ink-2", 2)
        + text(80, 262, "one eye gone", 27, hand=True)
        + text(600, 140, "quack?", 34, colour="ink-2", hand=True, turn=-8)
        + text(620, 470, "hung 4 m up,", 27, hand=True)
        + text(620, 504, "on the crane hook", 27, hand=True)
    )


@picture(1000, 640)
def lockout_steps() -> str:
    tags = {1: (815, 250), 2: (170, 392), 3: (560, 130), 4: (372, 560), 5: (890, 520)}
    names = {
        1: ("motor switch", 815, 190, "middle"),
        2: ("inlet valve", 170, 470, "middle"),
        3: ("outlet valve", 604, 138, "start"),
        4: ("drain", 412, 570, "start"),
        5: ("key box", 890, 590, "middle"),
    }
    marks = "".join(
        circle(x, y, 25, shade("straw")) + text(x, y + 10, n, 29, at="middle", bold=True)
        for n, (x, y) in tags.items()
    )
    said = "".join(text(x, y, name, 25, at=at, hand=True) for name, x, y, at in names.values())
    return (
        text(60, 66, "Five steps, hall 3, pump 4", 31, hand=True)
        + by_hand(
            box(570, 280, 230, 130, shade("sunk"), round=14),
            *(line([(600, y), (770, y)], "ink-3", 2) for y in range(305, 400, 20)),
            box(520, 320, 50, 44, shade("line")),
            circle(430, 340, 84, shade("sunk")),
            circle(430, 340, 34),
            box(90, 318, 256, 44, shade("line")),
            line([(190, 300), (240, 380), (190, 380), (240, 300), (190, 300)], "ink", 3),
            box(408, 110, 44, 146, shade("line")),
            line([(392, 150), (468, 200), (468, 150), (392, 200), (392, 150)], "ink", 3),
            line([(430, 424), (430, 520)], "ink", 4),
            line([(412, 470), (448, 500), (448, 470), (412, 500), (412, 470)], "ink", 3),
            line([(380, 430), (830, 430)], "ink", 3),
            box(790, 226, 54, 60, shade("clay-wash")),
            box(852, 452, 78, 56, shade("leaf-wash")),
            line([(815, 290), (815, 430), (870, 452)], "ink-3", 2, dash="7 6"),
            line([(534, 140), (470, 170)], "ink-3", 2),
            line([(372, 536), (424, 500)], "ink-3", 2),
        )
        + marks
        + said
        + by_hand(circle(170, 392, 40, "none", "clay", 4), circle(170, 392, 50, "none", "clay", 3))
        + text(60, 540, "everybody forgets 2", 27, colour="clay", hand=True)
    )


@picture(1100, 660)
def six_questions() -> str:
    boxes = [
        "what happens now?",
        "could they, if life",
        "do they find out",
        "what is in",
        "who can do it,",
        "what exactly do",
    ]
    below = [
        "and what should?",
        "hung on it?",
        "when it was wrong?",
        "their hands?",
        "and how?",
        "they not know?",
    ]
    parts = []
    for n, (first, second) in enumerate(zip(boxes, below, strict=True)):
        x, y = 50 + (n % 3) * 350, 90 + (n // 3) * 290
        last = n == 5
        parts.append(
            by_hand(
                box(
                    x,
                    y,
                    270,
                    104,
                    shade("leaf-wash" if last else "sunk"),
                    "leaf" if last else "ink",
                    3,
                    round=6,
                )
            )
        )
        parts.append(text(x + 135, y + 46, f"{n + 1}. {first}", 25, at="middle", hand=True))
        parts.append(text(x + 135, y + 80, second, 25, at="middle", hand=True))
        if n < 5:
            parts.append(arrow((x + 70, y + 108), (x + 70, y + 158), "clay", 2.5))
            parts.append(text(x + 84, y + 184, "fix that first", 24, colour="clay", hand=True))
        if n % 3 < 2:
            parts.append(arrow((x + 274, y + 52), (x + 344, y + 52), "ink", 3))
    parts.append(curve("M1024 142 H1068 V320 H30 V432 H44", "ink", 3))
    parts.append(arrow((30, 432), (48, 432), "ink", 3))
    parts.append(arrow((885, 488), (885, 560), "leaf", 4))
    parts.append(text(885, 604, "a course", 34, at="middle", colour="leaf", hand=True))
    return "".join(parts)
