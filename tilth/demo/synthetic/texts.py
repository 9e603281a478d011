"""Texts of any number from a bounded number of paragraphs, each of which is rendered once."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

from tilth.contributions.words import EXCERPT, rendered
from tilth.core.text import read
from tilth.demo.synthetic.chance import chance
from tilth.demo.synthetic.vocabulary import Vocabulary

LONG = 3000  # paragraphs of contributions and answers
SHORT = 1500  # single sentences, of comments
NAMED = 0.15  # of the titles name a customer or a place

SENTENCES = (
    "Before the {noun} somebody has to {verb} the {noun} of the {adjective} {noun}.",
    "We {verb} the {noun} {adverb}, and the {noun} stays {adjective}.",
    "I have tried to {verb} it with a {adjective} {noun} and without.",
    "Since the last {noun} nobody knows who may {verb} the {noun}.",
    "There is a {adjective} {noun} between the {noun} and the {noun}.",
    "If the {noun} is {adjective}, you {verb} it {adverb} and wait for the {noun}.",
    "In our {noun} they say that a {noun} is never {adjective}.",
    "It helped to {verb} the {noun} first and the {noun} after that.",
    "The {noun} says {number}, while the {noun} needs {number}.",
    "Has anybody seen a {adjective} {noun} on the {noun} lately?",
    "What I would do: {verb} the {noun}, then look at the {noun} {adverb}.",
    "That was the {noun}, not the {noun}.",
)
STRESSED = (
    "**Do not** {verb} the {noun} while it is {adjective}.",
    "Set `{noun}_{noun}` to *{number}* and {verb} the {noun}.",
)
LISTS = (
    "What I looked at:\n\n- the {noun}\n- the {adjective} {noun}\n- a {noun} from the {noun}",
    "In this order:\n\n1. {verb} the {noun}\n2. {verb} the {adjective} {noun}\n3. wait",
    "It says:\n\n```\n{noun}: {number}\n{noun}: {adjective}\n```",
)
TITLES = (
    "Why does the {noun} {verb} the {adjective} {noun}?",
    "How do I {verb} a {noun} without the {noun}?",
    "Who knows how to {verb} the {adjective} {noun}?",
    "{adjective} {noun} after the {noun}: what to {verb}?",
    "Which {noun} fits a {adjective} {noun}?",
    "May we {verb} the {noun} {adverb}?",
)
HEADLINES = (
    "A {adjective} way to {verb} the {noun}",
    "What we learned from the {adjective} {noun}",
    "How the {noun} and the {noun} became {adjective}",
)


@dataclass(frozen=True)
class Text:
    body: str
    html: str
    plain: str

    @cached_property
    def excerpt(self) -> str:
        """What `contributions.words.excerpt` makes of the body, without parsing it again."""
        text = " ".join(self.plain.split())
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"


NOTHING = Text("", "", "")


class Writer:
    def __init__(self, seed: int) -> None:
        self.words = Vocabulary(seed)
        random = chance(seed, "paragraphs")
        self._long = [_text(self._paragraph(random)) for _ in range(LONG)]
        self._short = [_text(self._fill(random.choice(SENTENCES), random)) for _ in range(SHORT)]

    def text(self, random: Random, most: int = 3) -> Text:
        """Of one to `most` paragraphs."""
        chosen = random.choices(self._long, k=random.randint(1, most))
        return Text(
            "\n\n".join(part.body for part in chosen),
            "".join(part.html for part in chosen),
            "\n".join(part.plain for part in chosen),
        )

    def remark(self, random: Random) -> Text:
        return random.choice(self._short)

    def title(self, random: Random, *, is_question: bool) -> str:
        title = self._fill(random.choice(TITLES if is_question else HEADLINES), random)
        if random.random() < NAMED:
            title = f"{random.choice(self.words.names)}: {title[0].lower()}{title[1:]}"
        return title

    def _paragraph(self, random: Random) -> str:
        sentences = [random.choice(SENTENCES) for _ in range(random.randint(1, 4))]
        if (kind := random.random()) < 0.1:
            sentences.append(random.choice(STRESSED))
        paragraph = self._fill(" ".join(sentences), random)
        # Not side by side in a text with another list, of which Markdown would make one.
        return (
            f"{paragraph}\n\n{self._fill(random.choice(LISTS), random)}"
            if kind > 0.9
            else paragraph
        )

    def _fill(self, sentence: str, random: Random) -> str:
        pieces = sentence.replace("{", "\0{").replace("}", "}\0").split("\0")
        text = "".join(self._word(piece, random) if piece[:1] == "{" else piece for piece in pieces)
        return text[0].upper() + text[1:]

    def _word(self, wanted: str, random: Random) -> str:
        match wanted:
            case "{noun}":
                return self.words.nouns.draw(random)
            case "{verb}":
                return self.words.verbs.draw(random)
            case "{adjective}":
                return self.words.adjectives.draw(random)
            case "{adverb}":
                return self.words.adverbs.draw(random)
        return str(random.randint(2, 400))


def _text(body: str) -> Text:
    return Text(body, rendered(body), read(body).plain())
