from dataclasses import dataclass

LARGEST = 200


@dataclass(frozen=True)
class Size:
    people: int
    groups: int
    """That people write in. Beside them lie as many quiet ones, up to LARGEST."""
    contributions: int
    seed: int

    @property
    def quiet_groups(self) -> int:
        return min(self.groups, LARGEST)

    @property
    def measured(self) -> tuple[int, ...]:
        """In how many groups exactly those are whose pages are measured: one of them in groups
        where much is written, and one in quiet ones."""
        return tuple(count for count in (1, 10, 50, LARGEST) if count <= self.groups)

    def __str__(self) -> str:
        return (
            f"{self.people} people, {self.groups} groups, {self.contributions} contributions,"
            f" seed {self.seed}"
        )
