"""What is longer than a text may be here."""

from django.utils.translation import gettext as _

from tilth.core.text import MAX_BODY
from tilth.imports.report import Report


def within(body: str, url: str, report: Report, file: str, row_id: int) -> str:
    """The text, or as much of it as fits, up to the end of a line, with a word of where the rest is
    to be found. The report names it."""
    if len(body) <= MAX_BODY:
        return body
    report.shorten(
        file, row_id, f"Its text has {len(body)} characters, of which {MAX_BODY} are kept."
    )
    there = _("The text was too long and goes on at the [original](%(url)s).") % {"url": url}
    room = MAX_BODY - len(there) - 20
    cut = body[:room].rsplit("\n", 1)[0] if "\n" in body[room // 2 : room] else body[:room]
    # What was cut inside of code ends there, or the last sentence would be code.
    fence = "\n```" if cut.count("\n```") % 2 else ""
    return f"{cut}{fence}\n\n{there}"
