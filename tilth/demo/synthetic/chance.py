from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random

FLATTENING = (
    2.7  # Mandelbrot's: the first few words of a language are less far apart than Zipf says
)


def chance(*of: object) -> Random:
    """The same numbers for the same words, whatever was drawn elsewhere."""
    return Random(" ".join(map(str, of)))  # noqa: S311  (no secret is made of them)


class Skewed[T]:
    """Things of which the first are drawn often and the last hardly ever, as words are, and groups,
    and those who write."""

    def __init__(self, things: Sequence[T], exponent: float = 1.0) -> None:
        self.things = things
        self._up_to = list(
            accumulate((rank + FLATTENING) ** -exponent for rank in range(1, len(things) + 1))
        )

    def draw(self, random: Random) -> T:
        return self.things[bisect(self._up_to, random.random() * self._up_to[-1])]
