"""Earlier texts: the rows of PostHistory put together again, per post."""

import json
from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilth.contributions.actions.bring_in import Earlier
from tilth.imports.report import Report
from tilth.imports.stackexchange.dump import Dump
from tilth.imports.stackexchange.people import Authors
from tilth.imports.stackexchange.rows import BODY, CLOSED, EXCERPT, TEXTS, TITLE, WIKI, History

FILE = "PostHistory.xml"
# https://meta.stackexchange.com/q/2677, the table CloseReasonTypes.
REASONS = {
    **dict.fromkeys(("1", "101"), _("A duplicate.")),
    **dict.fromkeys(("2", "102"), _("Off topic.")),
    **dict.fromkeys(("3", "105"), _("A matter of opinion.")),
    **dict.fromkeys(("4", "103"), _("Details are missing.")),
    **dict.fromkeys(("7",), _("Too local.")),
    **dict.fromkeys(("10",), _("Answered in general works.")),
    **dict.fromkeys(("20",), _("Noise.")),
    **dict.fromkeys(("104",), _("Too broad.")),
}


class Histories:
    """All of them in memory, as texts alone: they are needed post by post."""

    def __init__(self, dump: Dump, report: Report) -> None:
        self.of_post: dict[int, list[History]] = defaultdict(list)
        self.reasons: dict[int, str] = {}
        for row in dump.rows("PostHistory"):
            if row.type == CLOSED:
                self.reasons[row.post_id] = reason(row)
            if row.type not in TEXTS:
                report.counted[FILE] += 1
            elif dump.takes(row.post_id):
                self.of_post[row.post_id].append(row)
            elif dump.types.get(row.post_id) in {EXCERPT, WIKI}:
                report.skip(FILE, row.id, "It explains a tag, of which the last text is taken.")
            else:
                report.skip(FILE, row.id, "It belongs to a post that is not taken.")
        for entries in self.of_post.values():
            entries.sort(key=lambda row: (row.created_at, row.id))

    def texts(self, post_id: int, authors: Authors) -> list[Earlier]:
        """Every text it had, the one that stands last. Of one edit several rows may tell."""
        texts: list[Earlier] = []
        for _revision, entries in groupby(
            self.of_post.get(post_id, ()), key=lambda row: row.revision
        ):
            for number, row in enumerate(entries):
                last = texts[-1] if texts else Earlier(0, row.created_at, "")
                changed = replace(
                    last,
                    author_id=authors.of(row.owner_id, row.owner_name, row.created_at),
                    written_at=row.created_at,
                    **_part(row),
                )
                texts[-1 if number else len(texts) :] = [changed]
        return texts


def _part(row: History) -> dict[str, Any]:
    if row.type in TITLE:
        return {"title": row.text}
    if row.type in BODY:
        return {"body": row.text}
    return {"tags": [tag for tag in row.text.replace("><", "|").strip("<>|").split("|") if tag]}


def reason(row: History) -> str:
    """Why a question was closed: a number in newer dumps, beside JSON of who voted; a sentence in
    the oldest."""
    if known := REASONS.get(row.comment.strip()):
        return str(known)
    try:
        json.loads(row.text)
    except ValueError:
        return row.text
    return ""
