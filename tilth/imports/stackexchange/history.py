"""Earlier texts: the rows of PostHistory put together again, per post."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from tilth.contributions.actions.bring_in import Earlier
from tilth.imports.report import Report
from tilth.imports.stackexchange.dump import Dump
from tilth.imports.stackexchange.people import Authors
from tilth.imports.stackexchange.rows import ANSWER, QUESTION, History

FILE = "PostHistory.xml"
TITLE, BODY, TAGS = {1, 4, 7}, {2, 5, 8}, {3, 6, 9}
TEXTS = TITLE | BODY | TAGS
CLOSED = 10


class Histories:
    """All of them in memory, as texts alone: they are needed post by post."""

    def __init__(self, dump: Dump, report: Report) -> None:
        self.of_post: dict[int, list[History]] = defaultdict(list)
        self.reasons: dict[int, str] = {}
        for row in dump.rows("PostHistory"):
            if row.type == CLOSED:
                self.reasons[row.post_id] = row.text
            if row.type not in TEXTS:
                report.counted[FILE] += 1
            elif dump.types.get(row.post_id) in {QUESTION, ANSWER}:
                self.of_post[row.post_id].append(row)
            else:
                report.skip(FILE, row.id, "It belongs to a post that is not taken.")

    def earlier(self, post_id: int, authors: Authors) -> list[Earlier]:
        """Every text before the one that stands. Of one edit several rows may tell."""
        texts: list[Earlier] = []
        revision = ""
        for row in sorted(self.of_post[post_id], key=lambda row: (row.created_at, row.id)):
            last = texts[-1] if texts else Earlier(0, row.created_at, "")
            changed = replace(
                last,
                author_id=authors.of(row.owner_id, row.owner_name, row.created_at),
                written_at=row.created_at,
                **_part(row),
            )
            if row.revision == revision:
                texts[-1] = changed
            else:
                texts.append(changed)
            revision = row.revision
        return texts[:-1]


def _part(row: History) -> dict[str, Any]:
    if row.type in TITLE:
        return {"title": row.text}
    if row.type in BODY:
        return {"body": row.text.replace("\r\n", "\n")}
    return {"tags": [tag for tag in row.text.replace("><", "|").strip("<>|").split("|") if tag]}
