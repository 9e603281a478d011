"""The texts, out of the folder `08-hostile` of the test data, whatever form they have there."""

import csv
import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TILTH_TEST_DATA") or ROOT.parent / "shared" / "data")
FOLDER = DATA / "08-hostile"
AT_ONCE = 40  # lines of what is long lists of short strings: it shows in company as it does alone
EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


def every(folder: Path = FOLDER) -> list[str]:
    """Each once, without those that no field takes: empty ones."""
    readers = (naughty, scripts, markdown, trees, unicode_texts, addresses, documents)
    found = (text for reader in readers for text in reader(folder))
    return list(dict.fromkeys(text for text in found if text.strip()))


def naughty(folder: Path) -> Iterator[str]:
    yield from json.loads((folder / "blns" / "blns.json").read_text(encoding="utf-8"))


def scripts(folder: Path) -> Iterator[str]:
    path = folder / "xss" / "Intruder" / "xss-payload-list.txt"
    yield from path.read_text(encoding="utf-8", errors="replace").splitlines()


def markdown(folder: Path) -> Iterator[str]:
    """The examples of the specifications. They write a tabulator as an arrow."""
    for path in sorted((folder / "markdown").glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        for example in EXAMPLE.finditer(text):
            yield example[1].replace("→", "\t")


def trees(folder: Path) -> Iterator[str]:
    """The inputs of html5lib's tests: what stands between `#data` and the next heading."""
    for path in sorted((folder / "html5lib").rglob("*.dat")):
        text = path.read_bytes().decode("utf-8", "replace")
        for part in re.split(r"^#data\n", text, flags=re.MULTILINE)[1:]:
            yield re.split(r"\n#(?:errors|new-errors|document|script)", part)[0]


def unicode_texts(folder: Path) -> Iterator[str]:
    """Every string of the tests for directions and for clusters, and every emoji, some at a time."""
    for name, column in (("BidiCharacterTest", 0), ("GraphemeBreakTest", 0), ("emoji-test", 0)):
        with gzip.open(folder / "unicode" / f"{name}.txt.gz", "rt", encoding="utf-8") as lines:
            strings = [
                coded(line.split("#")[0].split(";")[column])
                for line in lines
                if line.strip() and not line.startswith(("#", "@"))
            ]
        # The 94,000 strings for directions are the same few signs in every order.
        step = AT_ONCE * (10 if len(strings) > 10_000 else 1)
        for start in range(0, len(strings), step):
            yield "\n".join(strings[start : start + step])


def coded(points: str) -> str:
    """Code points in hexadecimal, whatever stands between them, as a string. Halves of a pair and NUL, which are refused, are left out."""
    numbers = (int(each, 16) for each in re.findall(r"\b[0-9A-F]{4,6}\b", points))
    return "".join(chr(each) for each in numbers if each and not 0xD800 <= each < 0xE000)


def addresses(folder: Path) -> Iterator[str]:
    tests = json.loads((folder / "url-idn" / "url" / "tests" / "urltestdata.json").read_text())
    inputs = [each["input"] for each in tests if isinstance(each, dict)]
    yield from (f"[a link]({each})\n\n<{each}>" for each in inputs if "\0" not in each)
    with gzip.open(folder / "url-idn" / "IdnaTestV2.txt.gz", "rt", encoding="utf-8") as lines:
        names = [row[0] for row in csv.reader(lines, delimiter=";") if row and row[0][:1] != "#"]
    for start in range(0, len(names), AT_ONCE):
        yield "\n".join(f"http://{name.strip()}/" for name in names[start : start + AT_ONCE])


def documents(folder: Path) -> Iterator[str]:
    """Whole files of other forms, as somebody might paste them."""
    for pattern in ("svg/*.md", "ssrf/*.md", "xml/*.x*"):
        for path in sorted(folder.glob(pattern)):
            yield path.read_bytes().decode("utf-8", "replace")[:90_000]


def storable(text: str) -> bool:
    """Not one of those that are refused in a sentence."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
