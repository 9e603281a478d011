"""What is asked for, and how often in a round."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from random import Random
from urllib.parse import quote

from tilth.bench.site import Site, Someone


@dataclass(frozen=True)
class Page:
    name: str
    send: Callable[[Site, Someone, int], float]
    """The n-th request of somebody; returns the seconds that they waited."""
    repeat: int
    """Requests of one person in one round."""
    writes: bool = False


# The frame with a heading and an empty field below it, and nothing found: what is there of it that
# is no frame is a line of text.
EMPTY = "/search"


def ask_something(site: Site, someone: Someone, number: int) -> float:
    """A question as people type them, no two alike, of words of the company."""
    random = Random(f"{site.name} {number}")  # noqa: S311  (no secret)
    nouns = site.nouns
    # The first are written most, as in any text.
    text = " ".join(nouns[int(len(nouns) * random.random() ** 4)] for _ in range(60))
    form = {
        "group": str(someone.group),
        "title": f"Why does the {random.choice(nouns)} need {number} of {random.choice(nouns)}?",
        "body": f"{text}.\n\nAnd **then** the {random.choice(nouns)} stops.",
        "tried": f"I have changed the {random.choice(nouns)}.",
        "tags": f"{nouns[random.randrange(100)]}, {nouns[random.randrange(100)]}",
    }
    return site.browser(someone).post("/questions/new/", form)


numbers = count()


def path_of(name: str, site: Site, someone: Someone, number: int) -> str:
    if name == "search":
        return f"/search?q={quote(site.words[number % len(site.words)])}"
    return {"empty": EMPTY, "stream": "/", "question": ""}[name] or someone.next_question()


def read(name: str) -> Callable[[Site, Someone, int], float]:
    def send(site: Site, someone: Someone, number: int) -> float:
        return site.browser(someone).get(path_of(name, site, someone, number))

    return send


def post(site: Site, someone: Someone, _number: int) -> float:
    return ask_something(site, someone, next(numbers))


PAGES = [
    Page("empty", read("empty"), 10),
    Page("stream", read("stream"), 10),
    Page("question", read("question"), 10),
    Page("search", read("search"), 10),
    Page("post", post, 4, writes=True),
]
