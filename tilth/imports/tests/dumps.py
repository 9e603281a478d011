"""A small dump of a made-up site, with everything in it that real ones have been seen to have."""

import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

type Row = dict[str, Any]
type Files = dict[str, list[Row]]

NAME = "pumps.stackexchange.com"
DAY = "2014-05-{:02}T08:30:00.123"

FORMULA = r"$$\begin{align}p &= \rho g h\\ q &= \frac{1}{2}\end{align}$$"


def small() -> Files:
    """Nine posts, five people who wrote something and two who did not."""
    return {
        "Users": [
            user(-1, "Community"),
            user(1, "Ада Л."),
            user(2, "中村 明"),
            user(3, "José @ Évora"),
            user(4, "Wrote nothing"),
            user(5, "José @ Évora"),
            {"Id": 6, "CreationDate": DAY.format(1)},
        ],
        "Posts": [
            question(
                10,
                "Почему насос течёт?",
                "<p>Он <em>течёт</em> при $p > 3$ &amp; <code>a_b</code>.</p>\n<p>Why?</p>",
                OwnerUserId=1,
                AcceptedAnswerId=12,
                Tags="<насос><vedação>",
                Score=7,
                LastEditorUserId=2,
                LastEditDate=DAY.format(25),
            ),
            answer(11, 10, "<p>Change it. @Ada #now</p>", OwnerUserId=2, Score=-3),
            answer(
                12,
                10,
                f"<ul>\n<li>One</li>\n<li><p>{FORMULA}</p></li>\n</ul>\n<pre><code>x = 1\n</code></pre>",
                OwnerDisplayName="user712",
                Score=4,
            ),
            question(
                13,
                "Leaks again",
                "<p>So.</p>",
                OwnerUserId=3,
                Tags="|насос|",
                ClosedDate=DAY.format(20),
            ),
            question(14, "Nobody is left", "<p>Of me.</p>", Score=-5, Tags=""),
            answer(15, 999, "<p>To nothing.</p>", OwnerUserId=5),
            {**post(16, 4, "A pump <b>moves</b>.", OwnerUserId=-1)},
            {**post(17, 5, "<p>Long text on pumps.</p>", OwnerUserId=3)},
            {**post(18, 7, "<p>Of another sort.</p>")},
        ],
        "Comments": [
            comment(30, 10, "Which *one*? See [this](https://example.org)", UserId=3, Score=2),
            comment(31, 11, "@Ada thanks", UserDisplayName="user99"),
            comment(32, 15, "On what is not taken", UserId=1),
            comment(33, 16, "On an excerpt", UserId=1),
        ],
        "PostHistory": [
            history(40, 1, 10, 11, "Why does it leak", UserId=1),
            history(41, 2, 10, 11, "He *leaks*.", UserId=1),
            history(42, 3, 10, 11, "<насос>", UserId=1),
            history(43, 5, 10, 25, "Он *течёт*.", UserId=2),
            history(44, 2, 11, 4, "Change it.", UserId=2),
            history(45, 10, 13, 20, '{"Voters":[{"Id":3}]}', UserId=3, Comment="102"),
            history(46, 2, 15, 5, "To nothing.", UserId=5),
        ],
        "PostLinks": [
            link(50, 13, 10, 3),
            link(51, 10, 13, 3),
            link(52, 10, 14, 1),
            link(53, 10, 11, 1),
            link(54, 10, 4711, 1),
        ],
        "Tags": [
            {"Id": 60, "TagName": "насос", "Count": 2, "ExcerptPostId": 16, "WikiPostId": 17},
            {"Id": 61, "TagName": "vedação", "Count": 1},
        ],
        "Votes": [{"Id": 70, "PostId": 10, "VoteTypeId": 2, "CreationDate": DAY.format(3)}],
        "Badges": [{"Id": 80, "UserId": 4, "Name": "Teacher", "Date": DAY.format(3)}],
    }


def user(pk: int, name: str) -> Row:
    return {"Id": pk, "DisplayName": name, "CreationDate": DAY.format(1), "AboutMe": "<p>x</p>"}


def post(pk: int, sort: int, body: str, **more: Any) -> Row:
    made = {"Id": pk, "PostTypeId": sort, "CreationDate": DAY.format(pk % 28 + 1), "Body": body}
    return made | more


def question(pk: int, title: str, body: str, **more: Any) -> Row:
    return post(pk, 1, body, Title=title, **more)


def answer(pk: int, parent: int, body: str, **more: Any) -> Row:
    return post(pk, 2, body, ParentId=parent, **more)


def comment(pk: int, on: int, text: str, **more: Any) -> Row:
    return {"Id": pk, "PostId": on, "Text": text, "CreationDate": DAY.format(pk % 28 + 1)} | more


def history(pk: int, sort: int, on: int, day: int, text: str, **more: Any) -> Row:
    row = {"Id": pk, "PostHistoryTypeId": sort, "PostId": on, "Text": text}
    return row | {"RevisionGUID": f"{on}-{day}", "CreationDate": DAY.format(day)} | more


def link(pk: int, here: int, there: int, sort: int) -> Row:
    row = {"Id": pk, "PostId": here, "RelatedPostId": there, "LinkTypeId": sort}
    return row | {"CreationDate": DAY.format(12)}


def xml(file: str, rows: list[Row]) -> str:
    lines = (
        "  <row "
        + " ".join(f"{name}={quoteattr(str(value))}" for name, value in row.items())
        + " />"
        for row in rows
    )
    root = file.lower()
    return "\n".join(
        ['\ufeff<?xml version="1.0" encoding="utf-8"?>', f"<{root}>", *lines, f"</{root}>"]
    )


def folder(parent: Path, files: Files, name: str = NAME) -> Path:
    made = parent / name
    made.mkdir(parents=True, exist_ok=True)
    for file, rows in files.items():
        (made / f"{file}.xml").write_text(xml(file, rows), encoding="utf-8")
    return made


def zipped(parent: Path, files: Files, name: str = f"{NAME}.zip", below: str = "") -> Path:
    made = parent / name
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, rows in files.items():
            archive.writestr(f"{below}{file}.xml", xml(file, rows))
    return made


def many(questions: int) -> Files:
    """A dump of some size: each question with two answers, two comments and two earlier texts."""
    people = [user(pk, f"Somebody {pk}") for pk in range(1, 41)]
    files: Files = {"Users": people, "Posts": [], "Comments": [], "PostHistory": [], "Tags": []}
    for n in range(questions):
        pk, owner = 10 * n + 100, n % 40 + 1
        text = f"<p>Pump {n} leaks at $p > {n}$.</p><ul><li>One</li><li>Two</li></ul>"
        files["Posts"] += [
            question(
                pk,
                f"Why does pump {n} leak?",
                text,
                OwnerUserId=owner,
                Tags=f"<pump><seal-{n % 7}>",
                Score=n % 9 - 3,
                AcceptedAnswerId=pk + 1,
            ),
            answer(pk + 1, pk, f"<p>Its seal {n}.</p>", OwnerUserId=owner % 40 + 1, Score=2),
            answer(pk + 2, pk, f"<p>Not its seal {n}.</p>", OwnerDisplayName=f"user{n}"),
        ]
        files["Comments"] += [
            comment(pk, pk, f"Which seal of {n}?", UserId=owner),
            comment(pk + 1, pk + 1, "*That* one", UserId=owner % 40 + 1),
        ]
        files["PostHistory"] += [
            history(pk, 2, pk, 3, f"It leaks {n}.", UserId=owner),
            history(pk + 1, 5, pk, 7, f"Pump {n} leaks.", UserId=owner),
            history(pk + 2, 2, pk + 1, 3, "Seal.", UserId=owner),
        ]
    return files
