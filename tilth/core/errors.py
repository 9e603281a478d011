class Refused(Exception):  # noqa: N818  (what it says to the person, not what kind of thing it is)
    """A rule of the domain says no. The text is one sentence for the person who tried."""


class Invalid(Refused):
    """Something that was typed or sent cannot be taken. Names the field it stood in."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
