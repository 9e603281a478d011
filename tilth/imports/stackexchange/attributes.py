"""The attributes of a row, each of the sort it should be."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from tilth.imports.stackexchange.archive import NotADump

MOST = 10**18  # what a database can count to
EARLIEST, LATEST = 1970, 2100  # years in which something was written on a web site


class Attributes:
    """Those of one row; what is missing or of the wrong sort is named with file and row."""

    def __init__(self, file: str, values: Mapping[str, str]) -> None:
        self.file, self.values = file, values

    def fail(self, what: str) -> NotADump:
        return NotADump(f"{self.file}.xml, row {self.values.get('Id', '?')[:40]}: {what}")

    def number(self, name: str) -> int:
        found = self.maybe(name)
        if found is None:
            raise self.fail(f"{name} is missing.")
        return found

    def maybe(self, name: str, *, most: int = MOST) -> int | None:
        text = self.values.get(name, "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,18}", text) or abs(int(text)) > most:
            raise self.fail(f"{name} is {text[:40]!r} and should be a number, at most {most}.")
        return int(text)

    def moment(self, name: str) -> datetime:
        found = self.maybe_moment(name)
        if found is None:
            raise self.fail(f"{name} is missing.")
        return found

    def maybe_moment(self, name: str) -> datetime | None:
        text = self.values.get(name, "")
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
            found = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.fail(f"{name} is {text[:40]!r} and should be a date.") from None
        if not EARLIEST <= found.year <= LATEST:
            raise self.fail(
                f"{name} is {text[:40]!r}, which is not between {EARLIEST} and {LATEST}."
            )
        return found

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def line(self, name: str) -> str:
        """As it stands there; empty where there is only space."""
        text = self.values.get(name, "")
        return text if text.strip() else ""

    def licence(self, created_at: datetime) -> str:
        """As the row says; older dumps leave it to the dates at which the licence changed."""
        if said := self.text("ContentLicense"):
            return said
        if created_at < datetime(2011, 4, 8, tzinfo=UTC):
            return "CC BY-SA 2.5"
        if created_at < datetime(2018, 5, 2, tzinfo=UTC):
            return "CC BY-SA 3.0"
        return "CC BY-SA 4.0"
