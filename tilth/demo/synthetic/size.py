from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    people: int
    groups: int
    contributions: int
    seed: int
