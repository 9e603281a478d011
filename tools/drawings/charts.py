"""Charts that somebody made of their own figures."""

from math import exp, sin, tau

from tools.drawings.ink import arrow, box, circle, line, picture, shade, text
from tools.drawings.plot import Plot


def title(words: str, below: str = "") -> str:
    return text(60, 62, words, 30, bold=True) + text(60, 96, below, 21, colour="ink-3")


@picture(1000, 620)
def north_crackle_curve() -> str:
    parts = [title("Hatchery, pump 2: crackling", "dB, by position of the discharge valve")]
    plot = Plot(110, 160, 830, 350, (0, 3), (50, 100))
    parts.append(plot.axes([], range(50, 101, 10), y_name="dB"))
    for number, (opened, casing, bearing) in enumerate(
        [("100 % open", 91, 72), ("70 %", 78, 71), ("40 %", 69, 72)]
    ):
        for shift, value, fill in ((0.2, casing, "leaf"), (0.52, bearing, "line-2")):
            x, y = plot.at(number + shift, value)
            width, foot = plot.width * 0.09, plot.top + plot.height
            parts.append(box(x, y, width, foot - y, shade(fill), stroke=0))
            parts.append(text(x + width / 2, y - 10, value, 22, at="middle"))
        parts.append(text(*plot.at(number + 0.5, 46), opened, 22, at="middle", colour="ink-2"))
    for x, name, fill in ((560, "at the casing", "leaf"), (740, "at the bearing", "line-2")):
        parts += [box(x, 108, 22, 22, shade(fill), stroke=0), text(x + 32, 127, name, 21)]
    return "".join(parts)


@picture(1000, 600)
def south_energy_per_m3() -> str:
    parts = [title("Energy per cubic metre, 60 days", "kWh/m³; the lines are the cleaning days")]
    plot = Plot(120, 150, 820, 350, (0, 60), (3.05, 3.35))
    ys = [3.05, 3.10, 3.15, 3.20, 3.25, 3.30, 3.35]
    parts.append(plot.axes(range(0, 61, 10), ys, x_name="day", form=".2f"))
    steps = {14: 0.045, 28: 0.025, 42: 0.01}
    value, points = 3.10, []
    for day in range(61):
        value -= steps.get(day, 0)
        points.append((day, value + 0.004 * sin(day * 2.1)))
        value += 0.0045
    for day, step in steps.items():
        low, high = plot.at(day, 3.05), plot.at(day, 3.33)
        parts.append(line([low, high], "clay", 2, dash="7 7"))
        parts.append(
            text(high[0] + 8, high[1] + 20, f"\N{MINUS SIGN}{step:.3f}", 20, colour="clay")
        )
    parts.append(plot.line(points, "leaf", 3.5))
    parts.append(text(*plot.at(1, 3.115), "3.10", 21))
    parts.append(text(*plot.at(59.5, 3.30), "3.29", 21, at="end"))
    return "".join(parts)


@picture(1000, 680)
def south_two_curves() -> str:
    parts = [title("Measured after the exchange", "head over flow, 2900 min⁻¹")]
    plot = Plot(110, 150, 830, 420, (0, 70), (0, 40))
    parts.append(
        plot.axes(range(0, 71, 10), range(0, 41, 10), x_name="flow, m³/h", y_name="head, m")
    )
    for wheel, start, colour in ((168, 37.5, "ink-3"), (158, 32.2, "leaf")):
        curve = [(q, start - 0.0021 * q**2 - 0.03 * q) for q in range(66)]
        parts.append(plot.line(curve, colour, 3, dash="" if wheel == 158 else "10 7"))
        x, y = plot.at(*curve[-1])
        parts.append(text(x + 10, y + 6, f"{wheel} mm", 22, colour=colour, bold=True))
    for q, slip in ((20, 0.2), (35, -0.25), (50, 0.1)):
        head = 32.2 - 0.0021 * q**2 - 0.03 * q + slip
        parts.append(circle(*plot.at(q, head), 9, shade("clay"), "sheet", 2))
        x, y = plot.at(q, head)
        parts.append(text(x, y + 36, f"{head:.1f}", 20, at="middle", colour="clay"))
    return "".join(parts)


@picture(1000, 640)
def monday_seal() -> str:
    parts = [title("Bench 4, NP-80 at 85 °C", "leakage in drops per minute, first 40 minutes")]
    for top, day, peak in ((150, "Monday", 5.6), (400, "Tuesday", 0.0)):
        plot = Plot(120, top, 820, 150, (0, 40), (0, 6))
        xs = range(0, 41, 5)
        parts.append(plot.axes(xs, [0, 2, 4, 6], x_name="minutes" if peak == 0 else ""))
        points = []
        for tenth in range(0, 401, 4):
            t = tenth / 10
            rise = peak * (t / 9) * exp(1 - t / 9) * (1 + 0.08 * sin(t * 3))
            points.append((t, rise if t < 24 else rise * exp((24 - t) / 3)))
        parts.append(plot.line(points, "clay" if peak else "leaf", 3.5))
        parts.append(text(925, top + 26, day, 26, at="end", bold=True))
    parts.append(arrow((520, 146), (330, 150), "ink-2", 2))
    parts.append(text(530, 153, "drops within ten minutes", 23, colour="ink-2", hand=True))
    return "".join(parts)


@picture(1000, 600)
def pressure_swing() -> str:
    parts = [title("Header pressure, 60 seconds", "bar; Kp 1.2, Ti 4 s")]
    plot = Plot(110, 150, 830, 350, (0, 60), (9, 11))
    parts.append(plot.axes(range(0, 61, 10), [9, 9.5, 10, 10.5, 11], x_name="s", form=".1f"))
    swing = [
        (t / 4, max(9.42, min(10.56, 10 + 0.62 * sin(tau * t / 4 / 9 + 1.1)))) for t in range(241)
    ]
    parts.append(plot.line([(0, 10), (60, 10)], "leaf", 2.5, dash="10 7"))
    parts.append(plot.line(swing, "ink", 3))
    parts.append(line([(790, 112), (830, 112)], "leaf", 2.5, dash="10 7"))
    parts.append(text(940, 119, "set value", 20, at="end", colour="leaf"))
    one, two = plot.at(15.9, 10.72), plot.at(24.9, 10.72)
    parts += [arrow(two, one, "clay", 2), arrow(one, two, "clay", 2)]
    parts.append(text((one[0] + two[0]) / 2, one[1] - 12, "9 s", 22, at="middle", colour="clay"))
    return "".join(parts)


@picture(1000, 680)
def torque_drift() -> str:
    parts = [title("Station S2-04, early shift", "torque of 24 screws, and the air")]
    upper = Plot(120, 150, 820, 250, (6, 14), (41.4, 42.6))
    lower = Plot(120, 470, 820, 110, (6, 14), (5.6, 6.4))
    hours = range(6, 15)
    parts.append(upper.axes([], [41.4, 41.7, 42.0, 42.3, 42.6], y_name="Nm", form=".1f"))
    parts.append(lower.axes(hours, [5.6, 6.0, 6.4], x_name="o'clock", y_name="bar", form=".1f"))
    for number in range(24):
        hour = 6.1 + number / 3.05
        value = 42.3 - 0.6 * number / 23 + 0.05 * sin(number * 2.7)
        parts.append(circle(*upper.at(hour, value), 7, shade("leaf"), "sheet", 1.5))
    parts.append(upper.line([(6.1, 42.3), (13.7, 41.7)], "clay", 2, dash="9 7"))
    steps = [(6, 6.2), (7.8, 6.2), (8, 6.1), (9.6, 6.0), (11.5, 5.9), (13, 5.8), (14, 5.8)]
    parts.append(lower.line(steps, "ink-2", 3))
    parts.append(text(*upper.at(13.9, 41.8), "41.7 Nm", 21, at="end", colour="clay"))
    parts.append(text(*upper.at(6.25, 42.42), "42.3 Nm", 21, colour="clay"))
    return "".join(parts)


@picture(1000, 700)
def torque_spread_station_4() -> str:
    parts = [title("Same wrench, 25 valves each", "how many nuts, by torque in Nm")]
    for top, name, humps in (
        (150, "station 3", [(15.0, 0.28, 13)]),
        (430, "station 4", [(14.1, 0.42, 5.6), (16.1, 0.48, 5.2)]),
    ):
        plot = Plot(110, top, 830, 170, (12.5, 17.5), (0, 14))
        parts.append(plot.axes([13, 14, 15, 16, 17], [0, 5, 10]))
        for step in range(24):
            torque = 12.7 + step * 0.2
            n = sum(h * exp(-(((torque - m) / s) ** 2) / 2) for m, s, h in humps)
            n = round(n + 0.3 * sin(step * 5))
            if n > 0:
                x, y = plot.at(torque - 0.09, n)
                fill = shade("leaf" if top < 300 else "clay")
                parts.append(box(x, y, plot.width * 0.18 / 5, top + 170 - y, fill, stroke=0))
        parts.append(text(925, top + 30, name, 25, at="end", bold=True))
    x, _ = Plot(110, 430, 830, 170, (12.5, 17.5), (0, 14)).at(15, 0)
    parts.append(line([(x, 150), (x, 600)], "ink-3", 1.5, dash="5 6"))
    parts.append(text(x + 8, 395, "display: 15.0", 20, colour="ink-3"))
    return "".join(parts)


@picture(1000, 640)
def margin_by_size() -> str:
    parts = [title("NP-80, draft 5", "list price in €: cost below, margin above")]
    plot = Plot(120, 150, 760, 380, (0, 3), (0, 8000))
    parts.append(plot.axes([], [0, 2000, 4000, 6000, 8000], form=",.0f"))
    for number, (size, cost, margin) in enumerate(
        [("7.5 kW", 3410, 2230), ("11 kW", 3977, 2503), ("15 kW", 5020, 2870)]
    ):
        x, y = plot.at(number + 0.2, cost)
        _, top = plot.at(0, cost + margin)
        parts.append(box(x, y, 150, 530 - y, shade("line-2"), stroke=0))
        parts.append(box(x, top, 150, y - top, shade("leaf"), stroke=0))
        parts.append(text(x + 75, y + 34, f"{cost:,}", 23, at="middle", colour="sheet"))
        parts.append(text(x + 75, top + 34, f"{margin:,}", 23, at="middle", colour="sheet"))
        parts.append(text(x + 75, top - 12, f"{cost + margin:,}", 24, at="middle", bold=True))
        parts.append(text(x + 75, 566, size, 23, at="middle"))
        share = f"{100 * margin / (cost + margin):.1f} %"
        parts.append(text(x + 75, 598, share, 21, at="middle", colour="leaf"))
    return "".join(parts)


@picture(1100, 420)
def two_days() -> str:
    parts = [title("Ten amendments, 15 hours", "what the two days went into")]
    x = 60.0
    shades = [("leaf", 100), ("line-2", 100), ("leaf", 55), ("clay", 100), ("line-2", 55)]
    shades += [("leaf", 30)]
    work = [
        ("finding, renaming", 2.5),
        ("comparing", 4),
        ("asking whose it is", 3),
        ("clauses 9.2 and 14", 3.5),
        ("numbering", 1.5),
        ("sending", 0.5),
    ]
    for number, ((what, hours), (name, part)) in enumerate(zip(work, shades, strict=True)):
        width = hours / 15 * 980
        parts.append(box(x, 160, width - 4, 90, shade(name, part), stroke=0))
        colour = "sheet" if part == 100 else "ink"
        size = 26 if hours > 1 else 17
        parts.append(text(x + width / 2 - 2, 214, f"{hours:g}", size, at="middle", colour=colour))
        low = 290 + 42 * (number % 2)
        parts.append(line([(x + width / 2, 252), (x + width / 2, low - 20)], "line-2", 1.5))
        parts.append(text(min(x + width / 2, 1030), low, what, 21, at="middle"))
        x += width
    return "".join(parts) + text(60, 392, "hours", 20, colour="ink-3")


def bars(rows: list[tuple[str, int]], top: float, left: float, unit: float, first: str) -> str:
    """Lying ones, the first in another colour."""
    parts = []
    for number, (name, n) in enumerate(rows):
        y = top + number * 74
        fill = shade(first if number == 0 else "line-2")
        parts.append(text(left - 16, y + 33, name, 23, at="end"))
        parts.append(box(left, y, n * unit, 48, fill, stroke=0))
        parts.append(text(left + n * unit + 12, y + 33, n, 25, bold=True))
    return "".join(parts)


@picture(1000, 540)
def missing_parts_eight_weeks() -> str:
    rows = [("taken for another kit", 15), ("mis-pick", 13), ("label wrong", 7)]
    rows += [("late from supplier", 6), ("damaged", 3)]
    return title("Missing parts in hall 3", "44 in eight weeks, by cause") + bars(
        rows, 140, 310, 40, "clay"
    )


@picture(1000, 540)
def orders_by_reason() -> str:
    rows = [("seal without moving the motor", 14), ("fits the old base plate", 5)]
    rows += [("hot water", 3), ("lamp", 2), ("paint W", 2)]
    return title("Why they ordered", "first reason given, 26 pumps") + bars(
        rows, 140, 400, 36, "leaf"
    )


@picture(1000, 680)
def three_benches() -> str:
    parts = [title("Pump 0201 on three benches", "head over flow")]
    plot = Plot(110, 150, 830, 420, (0, 120), (30, 65))
    parts.append(
        plot.axes(range(0, 121, 20), range(30, 66, 5), x_name="flow, m³/h", y_name="head, m")
    )
    for bench, colour, dash, low in (
        (1, "leaf", "", 0.0),
        (2, "ink-3", "9 6", 0.1),
        (3, "clay", "", 0.25),
    ):
        curve = [
            (q, 62 - 0.00178 * q**2 - low - max(0, q - 88) ** 1.35 * 0.05 * (bench == 3))
            for q in range(0, 117, 2)
        ]
        parts.append(plot.line(curve, colour, 3, dash=dash))
        parts.append(line([(700, 146 + bench * 34), (750, 146 + bench * 34)], colour, 3, dash=dash))
        parts.append(text(764, 153 + bench * 34, f"bench {bench}", 22))
    parts.append(circle(*plot.at(80, 50.6), 11, "none", "ink", 2))
    x, y = plot.at(80, 50.6)
    parts.append(text(x - 24, y + 46, "at 80: 50.7, 50.6, 50.1 m", 22, at="end"))
    return "".join(parts)


@picture(1100, 480)
def rp14_when_does_it_end() -> str:
    parts = [title("When does the warranty end?", "months after delivery; RP-14")]

    def month(n: float) -> float:
        return 70 + n * 31

    for n in range(0, 33, 3):
        parts.append(line([(month(n), 148), (month(n), 430)], "line", 1.5))
        parts.append(text(month(n), 138, n, 19, at="middle", colour="ink-3"))
    for y, name, start, end in ((190, "started in month 5", 5, 29), (320, "month 9", 9, 30)):
        parts.append(line([(month(0), y + 36), (month(31.5), y + 36)], "line-2", 2))
        parts.append(circle(month(0), y + 36, 8, shade("ink")))
        width = month(end) - month(start)
        parts.append(box(month(start), y + 14, width, 44, shade("leaf"), stroke=0))
        parts.append(text(month(start) + 14, y + 44, name, 21, colour="sheet"))
        parts.append(text(month(end) - 14, y + 44, f"ends: {end}", 21, at="end", colour="sheet"))
    cut = box(month(30), 334, month(33) - month(30), 44, shade("clay-wash"), "clay", 2, dash="6 5")
    parts.append(cut + text(month(31.5), 363, "cut", 21, at="middle", colour="clay"))
    parts.append(line([(month(30), 148), (month(30), 440)], "clay", 3, dash="10 7"))
    parts.append(text(month(29.8), 462, "never longer than 30 from delivery", 21, at="end"))
    return "".join(parts) + text(month(0) - 8, 282, "delivered", 20, colour="ink-2")
