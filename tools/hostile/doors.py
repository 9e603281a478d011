"""Every field that takes text: how a text gets in, and how it comes back.

What a text is rendered from (bodies) takes each text alone; what is shown as it is (names, reasons,
lines of a profile) takes as many at once as fit, since they only stand beside one another there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode

from tools.hostile.people import Answer, Client

MOST = {"title": 200, "name": 100, "purpose": 1000, "rule": 200, "reason": 500, "query": 1000}
PROFILE = {"job": 100, "town": 100, "speaks": 100, "ask_about": 300}
LIVES = 100  # replies below one question
REFUSED = ("a\0b", "half \ud800 a sign")


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def line(text: str) -> str:
    return " ".join(text.split())


def packs(texts: Sequence[str], most: int) -> Iterator[str]:
    """All of them, in lines of at most `most` characters; what is longer is cut."""
    pack = ""
    for text in map(line, texts):
        if len(pack) + 1 + len(text) > most and pack:
            yield pack
            pack = ""
        pack = line(f"{pack} {text[:most]}")
    if pack:
        yield pack


@dataclass
class Went:
    """What was put in, for who looks at it; and what was not as it should be."""

    group: str = ""
    piles: list[tuple[str, int]] = field(default_factory=list)
    """Paths of questions and how many answers are below."""
    pages: list[str] = field(default_factory=list)
    streams: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent: int = 0

    def same(self, where: str, sent: str, got: str | None) -> None:
        self.sent += 1
        if sent != got:
            self.faults.append(f"{where}: {sent[:200]!r} came back as {str(got)[:200]!r}")

    def good(self, where: str, answer: Answer) -> bool:
        if answer.status not in (200, 201, 302):
            self.faults.append(f"{where}: {answer.status} {answer.text[:300]}")
        return answer.status in (200, 201, 302)


def through_bodies(client: Client, texts: Sequence[str], went: Went) -> None:
    """Question, answer or comment: title, text, what was tried, tags."""
    group = client.api("POST", "/groups", {"name": "Piles"}).json
    went.group = path_of(group)
    pile: dict[str, Any] = {}
    for number, text in enumerate(texts):
        if number % LIVES == 0:
            sent = {"kind": "question", "title": f"Pile {number // LIVES}", "group": group["id"]}
            pile = client.api("POST", "/contributions", sent).json
            below = min(LIVES, len(texts) - number)
            went.piles.append((path_of(pile), below))
        question = asked(client, text, number, group["id"], went)
        answer = client.api("POST", f"/contributions/{pile['id']}/replies", {"body": text})
        if went.good("answer", answer):
            went.same("answer", lines(text), answer.json["body"])
            if question and question["html"] != answer.json["html"]:
                went.faults.append(f"rendered otherwise in an answer: {text[:200]!r}")
    went.streams = [f"{went.group}?order=newest"]


def asked(client: Client, text: str, number: int, group: int, went: Went) -> dict[str, Any]:
    title = line(text)[: MOST["title"]].strip() or f"Text {number}"
    sent = {"kind": "question", "title": title, "body": text, "tried": text, "group": group}
    # A tag has at most fifty characters, and more than twenty in a text are refused.
    answer = client.api("POST", "/contributions", sent | {"tags": [line(text)[:50]]})
    if answer.status == 422:
        answer = client.api("POST", "/contributions", sent)
    if not went.good("question", answer):
        return {}
    question: dict[str, Any] = answer.json
    went.same("title", title, question["title"])
    went.same("body", lines(text), question["body"])
    went.same("tried", lines(text), question["tried"])
    went.pages.append(path_of(question))
    return question


def through_other_kinds(client: Client, texts: Sequence[str], went: Went) -> None:
    """An update, a comment, and changing each: the other ways to the same columns."""
    for text in texts:
        made = client.api(
            "POST", "/contributions", {"kind": "update", "body": text, "sort": "idea"}
        )
        if not went.good("update", made):
            continue
        own = f"/contributions/{made.json['id']}"
        changed = client.api("PATCH", own, {"body": f"{text}\n"})
        went.same("changed update", lines(f"{text}\n"), changed.json.get("body"))
        comment = client.api("POST", f"{own}/replies", {"body": "So."})
        changed = client.api("PATCH", f"/replies/{comment.json['id']}", {"body": text})
        went.same("changed comment", lines(text), changed.json.get("body"))
        went.pages.append(path_of(made.json))


def through_groups(client: Client, texts: Sequence[str], went: Went) -> None:
    names = list(packs(texts, MOST["name"]))
    purposes, rules = packs(texts, MOST["purpose"]), packs(texts, MOST["rule"])
    group: dict[str, Any] = {}
    for number, name in enumerate(names):
        fields = {
            "name": name,
            "purpose": next(purposes, name),
            "rule": next(rules, name),
        }
        # Some stay, to be looked at; the others are one that is called something else each time.
        stays = number % max(1, len(names) // 40) == 0 or not group
        path = "/groups" if stays else f"/groups/{group['id']}"
        answer = client.api("POST" if stays else "PATCH", path, fields)
        if went.good("group", answer):
            group = answer.json
            for which, text in fields.items():
                went.same(f"{which} of a group", text, group[which])
            if stays:
                went.pages.append(path_of(group))


def through_profile(client: Client, me: int, texts: Sequence[str], went: Went) -> None:
    waiting = {name: packs(texts, most) for name, most in PROFILE.items()}
    while fields := {name: pack for name, left in waiting.items() if (pack := next(left, ""))}:
        if went.good("profile", client.form("/people/me/edit/", **fields)):
            page = client.get("/people/me/edit/").text
            for name, text in fields.items():
                value = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
                found = re.search(r'value="([^"]*)"', value[0]) if value else None
                went.same(f"{name} of a profile", text, unescape(found[1]) if found else None)
    went.pages += [f"/people/{me}/", "/people/"]


def through_reasons(client: Client, texts: Sequence[str], went: Went) -> None:
    sent = {"kind": "question", "title": "What is out of date?"}
    question = client.api("POST", "/contributions", sent).json
    path = f"/contributions/{question['id']}/outdated"
    for reason in packs(texts, MOST["reason"]):
        answer = client.api("PUT", path, {"reason": reason})
        if went.good("reason", answer):
            went.same("reason", reason, answer.json["outdated"]["reason"])
    went.pages.append(path_of(question))


def through_searches(client: Client, texts: Sequence[str], went: Went) -> None:
    for query in packs(texts, MOST["query"]):
        for path in ("/search", "/people/", "/tags/", "/questions/similar/"):
            answer = client.get(path, q=query)
            went.sent += 1
            if answer.status != 200:
                went.faults.append(f"{path}: {answer.status} for {query[:200]!r}")
    for kind, most in (("search", 1000), ("people", 200), ("tags", 100)):
        for query in packs(texts, most):
            answer = client.api("GET", f"/{kind}?{query_of(query)}")
            went.good(f"{kind} of the API", answer)


def through_files(client: Client, texts: Sequence[str], went: Went) -> None:
    """Their names. What a system cannot have in a name is taken out, so only the rest comes back."""
    files = []
    for text in texts:
        answer = client.upload(f"{line(text)[:100]}.txt", b"Nothing.")
        went.sent += 1
        if answer.status >= 500:
            went.faults.append(f"file name: {answer.status} {text[:200]!r}")
        if answer.status == 201:
            files.append(answer.json["id"])
    for start in range(0, len(files), 20):
        sent = {"kind": "update", "body": "Files.", "files": files[start : start + 20]}
        answer = client.api("POST", "/contributions", sent)
        if went.good("attached", answer):
            went.pages.append(path_of(answer.json))


def through_forms(client: Client, texts: Sequence[str], went: Went) -> None:
    """The composer and the form for an answer, as they send it, and back over the API."""
    for number, text in enumerate(texts):
        title = line(text)[: MOST["title"]].strip() or f"Text {number}"
        fields = {"title": title, "body": text, "tried": text, "form_key": f"hostile-{number}"}
        answer = client.form("/questions/new/", **fields)
        if not went.good("composer", answer):
            continue
        pk = answer.headers["location"].strip("/").split("/")[-1]
        question = client.api("GET", f"/contributions/{pk}").json
        went.same("composer", lines(text), question["body"])
        path = f"/questions/{pk}/replies/"
        answered = client.form(path, body=text, form_key=f"hostile-a-{number}")
        if went.good("form for an answer", answered):
            replies = client.api("GET", f"/contributions/{pk}/replies").json["items"]
            went.same("form for an answer", lines(text), replies[-1]["body"])
        went.pages.append(f"/questions/{pk}/")


def refused(client: Client, went: Went) -> None:
    """NUL and halves of a pair, in every field: no, in a sentence."""
    question = client.api("POST", "/contributions", {"kind": "question", "title": "Why?"}).json
    own = f"/contributions/{question['id']}"
    places: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/contributions", {"kind": "question", "title": "?"}),
        ("POST", "/contributions", {"kind": "question", "title": "Why?", "body": "?"}),
        ("POST", "/contributions", {"kind": "question", "title": "Why?", "tried": "?"}),
        ("POST", "/contributions", {"kind": "question", "title": "Why?", "tags": ["?"]}),
        ("POST", "/contributions", {"kind": "update", "sort": "idea", "body": "?"}),
        ("PATCH", own, {"body": "?"}),
        ("POST", f"{own}/replies", {"body": "?"}),
        ("PUT", f"{own}/outdated", {"reason": "?"}),
        ("POST", "/groups", {"name": "?"}),
        ("POST", "/groups", {"name": "Refused", "purpose": "?"}),
        ("POST", "/groups", {"name": "Refused", "rule": "?"}),
    ]
    for bad in REFUSED:
        for method, path, sent in places:
            filled = {
                name: bad if value == "?" else [bad] if value == ["?"] else value
                for name, value in sent.items()
            }
            said(client.api(method, path, filled), f"{method} {path} {sent}", went)
    for path, name in (
        ("/questions/new/", "title"),
        ("/questions/new/", "body"),
        ("/groups/new/", "name"),
        ("/people/me/edit/", "job"),
        (f"/contributions/{question['id']}/outdated/", "reason"),
    ):
        answer = client.form(
            path, **{"title": "Why?", "kind": "team", "visibility": "open"} | {name: REFUSED[0]}
        )
        went.sent += 1
        if answer.status not in (400, 422) or not re.search(
            r"class=\"fault|role=\"alert", answer.text
        ):
            went.faults.append(f"{path} {name}: NUL was answered with {answer.status}")


def said(answer: Answer, where: str, went: Went) -> None:
    went.sent += 1
    sentence = answer.json.get("detail", "") if answer.status in (400, 422) else ""
    if len(str(sentence).split()) < 3:
        went.faults.append(
            f"{where}: not refused in a sentence: {answer.status} {answer.text[:200]}"
        )


def path_of(thing: dict[str, Any]) -> str:
    return "/" + thing["url"].split("/", 3)[3]


def query_of(query: str) -> str:
    return urlencode({"q": query})
