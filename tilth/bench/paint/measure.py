"""The bars of the signed-in home, and how far a server keeps below them.

measure("http://localhost:8000/", ("tilth", "<session>"))
→ [Ratio("home: cold, KB over the wire", 118.2, 150), …]
"""

import statistics

from tilth.bench.paint.browser import started
from tilth.bench.paint.policy import weaknesses
from tilth.bench.paint.visit import Visit, opened
from tilth.bench.ratios import Ratio

KB = 1000
SCREENS = ((1280, 900), (390, 844))
SLOWER = 4  # Chromium's own throttling
PAINTS = 3  # of which the middle one counts: the machine does other things too


def measure(url: str, cookie: tuple[str, str]) -> list[Ratio]:
    """Takes half a minute. Raises NoBrowser where there is none."""
    with started() as browser:

        def visits(times: int, width: int, height: int, slower: int = 1) -> list[Visit]:
            """In one window: the first is cold, what follows is warm."""
            window = opened(
                browser, url=url, cookie=cookie, width=width, height=height, slower=slower
            )
            try:
                return [window.visit(url) for _ in range(times)]
            finally:
                window.close()

        cold, warm = visits(2, *SCREENS[0])
        slow = {
            screen: [visits(1, *screen, slower=SLOWER)[0] for _ in range(PAINTS)]
            for screen in SCREENS
        }
    return ratios(cold, warm, list(slow.values()))


def ratios(cold: Visit, warm: Visit, slow: list[list[Visit]]) -> list[Ratio]:
    """`slow`: for each size of screen, some cold visits with the processor slowed down."""
    every = [cold, warm, *(visit for visits in slow for visit in visits)]
    paint = max(statistics.median(visit.paint_ms for visit in visits) for visits in slow)
    return [
        Ratio("home: cold, KB over the wire", cold.bytes / KB, 150),
        Ratio("home: cold, KB of script", cold.script_bytes / KB, 60),
        Ratio("home: warm, KB over the wire", warm.bytes / KB, 30),
        Ratio(
            "home: requests to other hosts", len(set().union(*(v.other_hosts for v in every))), 0
        ),
        Ratio("home: weaknesses of its policy", max(len(weaknesses(v.policy)) for v in every), 0),
        Ratio("home: layout shift", max(visit.shift for visit in every), 0.02),
        Ratio(f"home: largest paint, ms, processor {SLOWER} times slower", paint, 1000),
    ]
