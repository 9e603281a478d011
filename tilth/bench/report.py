"""The table, and the file for whoever reads it by machine."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tilth.bench.ratios import Ratio
from tilth.bench.say import say

COLUMNS = ("empty", "statement", "stream", "question", "search", "post")
MOST = 12  # values of one sort that are printed one by one; the highest of more


def write(path: Path, results: Sequence[dict[str, Any]], ratios: Sequence[Ratio]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = [{"name": each.name, "value": round(each.value, 3), "bar": each.bar} for each in ratios]
    text = json.dumps({"results": list(results), "ratios": shown}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def tell(results: Sequence[dict[str, Any]], ratios: Sequence[Ratio]) -> None:
    lines = table(results)
    if lines:
        say(
            "\nOf one request in ms; “empty” (the signed-in page of the search, before anything is"
            " searched for)\nand “statement” (that finds contributions and replies, and nothing"
            " around it) are the floors."
        )
    for line in lines:
        say(line)
    say(f"\n{'':<3}{'highest':>8}{'bar':>8}")
    for sort in dict.fromkeys(each.name.split(":")[0] for each in ratios):
        of_sort = [each for each in ratios if each.name.split(":")[0] == sort]
        worst = max(of_sort, key=lambda each: each.value)
        say(f"{len(of_sort):>3}{worst.value:>8.2f}{worst.bar:>8g}  {worst.name}")
    for each in above(ratios):
        say(f"ABOVE ITS BAR: {each.name} is {each.value:.2f}, and the bar is {each.bar}")


def above(ratios: Sequence[Ratio]) -> list[Ratio]:
    return [each for each in ratios if each.is_above]


def table(results: Sequence[dict[str, Any]]) -> list[str]:
    """A line for each database, size, person and what was measured; a column for each page."""
    names = ("database", "contributions", "measured", "person")
    rows: dict[tuple[Any, ...], dict[str, float]] = {}
    for each in results:
        rows.setdefault(tuple(each[name] for name in names), {})[each["page"]] = each["value"]
    head = f"{'':<10} {'':>7} {'':<15} {'':<9}" + "".join(f"{name:>11}" for name in COLUMNS)
    lines = [head] if rows else []
    for (database, contributions, measured, person), values in rows.items():
        cells = "".join(
            f"{values[name]:>11.1f}" if name in values else f"{'':>11}" for name in COLUMNS
        )
        lines.append(f"{database:<10} {contributions:>7} {measured:<15} {person:<9}{cells}")
    return lines
