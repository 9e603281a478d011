"""Every page there is, as the tests that walk all of them need it: one table, one place to add to.

A path may have `{question}` and the like in it; `places` finds them through the API, so that the
table holds whatever company is loaded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

TILTH = str(Path(sys.executable).with_name("tilth"))


@dataclass(frozen=True)
class APage:
    name: str
    path: str
    who: str = "employee"
    """A role of `tilth demo`, or nobody."""
    status: int = 200


@dataclass(frozen=True)
class Drawn:
    """A page that comes only when something breaks: its template, drawn with `context`."""

    name: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


PAGES = (
    APage("sign-in", "/sign-in/", who="nobody"),
    APage("offline", "/offline/", who="nobody"),
    APage("home", "/"),
    APage("home-unanswered", "/?unanswered"),
    APage("ask", "/questions/new/"),
    APage("share", "/updates/new/"),
    APage("question", "{question}"),
    APage("question-own", "{own}"),
    APage("update", "{update}"),
    APage("change", "{own}edit/"),
    APage("withdraw", "/contributions/{own_id}/withdrawal/"),
    APage("versions", "/contributions/{edited_id}/versions/"),
    APage("outdated", "/contributions/{tended_id}/outdated/", who="gardener"),
    APage("duplicate", "/contributions/{tended_id}/duplicate/", who="gardener"),
    APage("move", "/contributions/{tended_id}/group/", who="gardener"),
    APage("search", "/search?q=seal"),
    APage("search-nothing", "/search?q=flumbergasted"),
    APage("search-people", "/search?q=a&kind=person"),
    APage("groups", "/groups/"),
    APage("group", "{group}"),
    APage("group-closed", "{closed}"),
    APage("group-members", "{tended_group}members/", who="gardener"),
    APage("group-new", "/groups/new/"),
    APage("group-change", "{tended_group}edit/", who="gardener"),
    APage("administration-groups", "/administration/groups/", who="admin"),
    APage("people", "/people/"),
    APage("person", "{person}"),
    APage("me", "{me}"),
    APage("profile", "/people/me/edit/"),
    APage("settings", "/settings/"),
    APage("tags", "/tags/"),
    APage("tag", "{tag}"),
    APage("inbox", "/notifications/"),
    APage("inbox-unread", "/notifications/?show=new"),
    APage("styleguide", "/styleguide/"),
    APage("not-found", "/questions/999999/", status=404),
    APage("not-yours", "/administration/groups/", status=403),
)
DRAWN = (
    Drawn("conflict", "409.html", {"exception": "It is closed."}),
    Drawn("too-much", "413.html", {"sentence": "That is too much at once."}),
    Drawn("too-fast", "429.html"),
    Drawn("broken", "500.html", {"number": "0AF3C"}),
    Drawn(
        "broken-while-writing",
        "500.html",
        {
            "number": "0AF3C",
            "typed": {"path": "/questions/new/", "fields": [("title", "Why?")], "files": ["a.pdf"]},
        },
    ),
    Drawn(
        "kept",
        "home/kept.html",
        {"typed": {"path": "/questions/new/", "fields": [("title", "Why?"), ("group", "1")]}},
    ),
    Drawn("link-is-over", "home/link-is-over.html", {"sentence": "Ask for a new one."}),
)


@dataclass(frozen=True)
class Api:
    url: str
    address: str

    @cached_property
    def token(self) -> str:
        asked = subprocess.run(
            [TILTH, "token", self.address],
            env={**os.environ, "TILTH_BASE_URL": self.url},
            check=True,
            capture_output=True,
            text=True,
        )
        return asked.stdout.strip()

    def send(self, method: str, path: str, sent: object = None) -> Any:
        request = urllib.request.Request(
            f"{self.url}/api/v1{path}",
            method=method,
            data=None if sent is None else json.dumps(sent).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def get(self, path: str) -> Any:
        return self.send("GET", path)

    def items(self, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(path)["items"]
        return found


def places(employee: Api, gardener: Api) -> dict[str, str]:
    """What stands for `{question}` and the like, as paths with a slash at both ends, and ids."""
    me = employee.get("/me")["id"]
    questions = employee.items("/contributions?kind=question&limit=100")
    answered = [each for each in questions if each["state"] == "answered"]
    own = own_question(employee)
    closed = gardener.send("POST", "/groups", {"name": "Bolt loads", "visibility": "closed"})
    groups = employee.items("/groups?limit=100")
    tended = next(
        each for each in gardener.items("/groups?limit=100") if each["role"] == "gardener"
    )
    in_it = gardener.items(f"/contributions?kind=question&group={tended['id']}")
    author = next(each["author"]["id"] for each in answered if each["author"]["id"] != me)
    return {
        "question": path_of(max(answered, key=lambda each: len(each["body"]))),
        "own": path_of(own),
        "own_id": str(own["id"]),
        "edited_id": str(own["id"]),
        "update": path_of(employee.items("/contributions?kind=update")[0]),
        "tended_id": str(in_it[0]["id"]),
        "tended_group": path_of(tended),
        "group": path_of(next(each for each in groups if each["role"])),
        "closed": path_of(closed),
        "person": f"/people/{author}/",
        "me": f"/people/{me}/",
        "tag": f"/tags/{employee.items('/tags')[0]['name']}/",
    }


def own_question(employee: Api) -> dict[str, Any]:
    """One with everything on it: two texts, an accepted answer, an outdated one, comments."""
    title = "Which gasket for the hot side of the bench?"
    sent = {
        "kind": "question",
        "title": title,
        "body": "It hardens after a week.\n\n| run | °C |\n|--|--|\n| 1 | 140 |\n\n`p = 4` and $p^2$",
        "tried": "Two others.\n\n```python\nprint(1)\n```",
        "tags": ["gaskets"],
    }
    question: dict[str, Any] = employee.send("POST", "/contributions", sent)
    own = f"/contributions/{question['id']}"
    employee.send("PATCH", own, {"body": f"{sent['body']}\n\nIt was 140 °C."})
    first = employee.send("POST", f"{own}/replies", {"body": "FKM.", "is_answer": True})
    second = employee.send("POST", f"{own}/replies", {"body": "NBR.", "is_answer": True})
    employee.send("POST", f"{own}/replies", {"body": "Which FKM?", "parent": first["id"]})
    employee.send("PUT", f"/questions/{question['id']}/accepted-answers/{first['id']}")
    employee.send(
        "PUT", f"/replies/{second['id']}/outdated", {"reason": "It is not made any more."}
    )
    return question


def path_of(thing: dict[str, Any]) -> str:
    return "/" + thing["url"].split("/", 3)[3]
