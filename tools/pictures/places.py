"""Where the things are that pictures are taken of, as the API says."""

import json
import urllib.parse
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from tools.pictures.pages import CLOSED, FORMULAS, GROUP, PERSON, QUESTION, REVISED, UPDATE
from tools.pictures.served import Served


def places(served: Served) -> dict[str, str]:
    """Paths by the names that `pages.py` uses."""
    question = found(served, QUESTION, "contribution")
    revised = found(served, REVISED, "contribution")
    number = question["id"]
    return {
        "question": path(question),
        "formulas": path(found(served, FORMULAS, "contribution")),
        "update": path(found(served, UPDATE, "contribution")),
        "versions": f"/contributions/{revised['id']}/versions/",
        "outdated": f"/contributions/{number}/outdated/",
        "duplicate": f"/contributions/{number}/duplicate/",
        "move": f"/contributions/{number}/group/",
        "group": path(found(served, GROUP, "group")),
        "closed": path(found(served, CLOSED, "group")),
        "person": path(found(served, PERSON, "person")),
        "me": f"/people/{ask(served, 'employee', '/me')['id']}/",
    }


def found(served: Served, words: str, kind: str) -> dict[str, Any]:
    """What a search finds first, of that type, as an administrator or as the gardener sees it."""
    for role in ("gardener", "employee", "admin"):
        items = ask(served, role, f"/search?q={quoted(words)}")["items"]
        for item in items:
            if item["type"] == kind and words.lower() in item["title"].lower():
                return dict(item)
    raise LookupError(f"The demonstration has no {kind} “{words}”. Mend tools/pictures/pages.py.")


def ask(served: Served, role: str, where: str) -> Any:
    request = urllib.request.Request(  # noqa: S310  (an address of our own)
        f"{served.url}/api/v1{where}", headers={"Authorization": f"Bearer {served.tokens[role]}"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        return json.load(response)


def path(thing: dict[str, Any]) -> str:
    return str(urlsplit(thing["url"]).path)


def quoted(words: str) -> str:
    return urllib.parse.quote(words)
