"""Who may do what at every address, over the API, and of every live event: one table.

It decides nothing. The views ask `tilth.access`; this says in words what they ask for, is printed
by `tilth routes`, and `access/tests/test_every_url.py` walks it: an address without a rule, a rule
without an address, or a view that behaves otherwise fails there.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from tilth.api.v1 import api
from tilth.live.reach import events

API = "/api/v1"


class Who(StrEnum):
    """To all but the first four it is about one thing: whoever may not know of it gets a 404, and
    whoever may know of it without being named here a 403 with the reason."""

    ANYONE = "anyone"
    TOKEN = "token"  # noqa: S105  (no password: a kind of rule)
    SIGNED_IN = "signed-in"
    EMPLOYEES = "employees"
    ADMINISTRATORS = "administrators"
    MEET = "who-meets-them"
    KNOW = "who-knows-the-group"
    MANAGE = "readers-or-gardeners-of-the-group"
    GARDEN = "gardeners-of-the-group"
    READ = "readers"
    WRITE = "readers-who-may-write"
    WROTE = "its-author"
    TEND = "its-author-or-gardeners"
    ASKED = "who-asked"


ABOUT_ONE_THING = frozenset(Who) - {
    Who.ANYONE,
    Who.TOKEN,
    Who.SIGNED_IN,
    Who.EMPLOYEES,
    Who.ADMINISTRATORS,
}


class Rule(NamedTuple):
    who: Who
    sentence: str


class Row(NamedTuple):
    method: str
    """Of HTTP, `SOCKET` for the live socket, `EVENT` for what comes over it."""
    route: str
    who: Who
    rule: str


OPEN = Rule(Who.ANYONE, "anyone")
NOTHING = Rule(Who.ANYONE, "nothing is there: always a 404")
BEGIN = Rule(Who.ANYONE, "whoever has the code that `tilth serve` prints, while nobody is here")
BY_LINK = Rule(Who.ANYONE, "whoever has a link that a gardener of the group made, for two weeks")
METRICS = Rule(Who.TOKEN, "whoever has the token of TILTH_METRICS_TOKEN")
START_TEAM = Rule(Who.SIGNED_IN, "administrators; others are led home")
SIGN_OUT = Rule(Who.SIGNED_IN, "whoever is signed in, out of their own session")
GUIDE = Rule(Who.SIGNED_IN, "whoever is signed in: the same for everybody")
OWN = Rule(Who.SIGNED_IN, "whoever is signed in: their own")
LIST = Rule(Who.SIGNED_IN, "whoever is signed in: what of it they may see")
PUT_IN = Rule(Who.SIGNED_IN, "whoever is signed in: into what they may write in")
FOUND = Rule(Who.EMPLOYEES, "employees: at the top, or inside a group they may write in")
RUN = Rule(Who.ADMINISTRATORS, "administrators; that they come in is in the group's book")
MEET = Rule(Who.MEET, "employees; a guest, of who is in a group with them")
KNOW = Rule(Who.KNOW, "whoever knows the group; what is in it, whoever reads it")
ENTER = Rule(Who.KNOW, "oneself: whoever knows the group; others: gardeners let in, members invite")
LEAVE = Rule(Who.KNOW, "oneself: whoever knows the group; others: its gardeners")
MEMBERS = Rule(Who.MANAGE, "whoever reads the group, and its gardeners; inviting: its members")
MEMBERS_API = Rule(Who.KNOW, "whoever reads the group, and its gardeners; others see who gardens")
GARDEN = Rule(Who.GARDEN, "gardeners of the group or of one above it")
READ = Rule(Who.READ, "whoever reads it")
READ_TAG = Rule(Who.READ, "whoever reads something that bears the tag")
READ_FILE = Rule(Who.READ, "whoever reads what it is attached to; before that, its owner")
WRITE = Rule(Who.WRITE, "whoever reads it, except readers of the group")
WROTE = Rule(Who.WROTE, "its author")
TEND = Rule(Who.TEND, "its author, and gardeners of its group")
CHANGE = Rule(Who.WROTE, "its author; its group is changed by gardeners too")
ASKED = Rule(Who.ASKED, "who asked; for an imported author, gardeners of its group")
SOCKET = Rule(Who.SIGNED_IN, "whoever is signed in, from our own pages, as long as they are")

type Rules = dict[str, dict[str, Rule]]

PAGES: Rules = {
    "/": {"GET": LIST},
    "/settings/": {"GET": OWN, "POST": OWN},
    "/sign-in/": {"GET": OPEN, "POST": OPEN},
    "/sign-out/": {"GET": SIGN_OUT, "POST": SIGN_OUT},
    "/start/": {"GET": BEGIN, "POST": BEGIN},
    "/start/team/": {"GET": START_TEAM, "POST": START_TEAM},
    "/join/{token}/": {"GET": BY_LINK, "POST": BY_LINK},
    "/needs/": {"GET": OWN},
    "/kept/": {"GET": OWN},
    "/offline/": {"GET": OPEN},
    "/sw.js": {"GET": OPEN},
    "/styleguide/": {"GET": GUIDE},
    "/search": {"GET": LIST},
    "/notifications/": {"GET": OWN, "POST": OWN},
    "/suggestions/all/": {"GET": LIST},
    "/suggestions/people/": {"GET": LIST},
    "/suggestions/tags/": {"GET": LIST},
    "/groups/": {"GET": LIST},
    "/groups/new/": {"GET": FOUND, "POST": FOUND},
    "/groups/{pk}/": {"GET": KNOW},
    "/groups/{pk}/edit/": {"GET": GARDEN, "POST": GARDEN},
    "/groups/{pk}/archive/": {"POST": GARDEN},
    "/groups/{pk}/link/": {"POST": GARDEN},
    "/groups/{pk}/members/": {"GET": MEMBERS, "POST": MEMBERS},
    "/groups/{pk}/members/{person}/": {"POST": ENTER},
    "/administration/groups/": {"GET": RUN, "POST": RUN},
    "/people/": {"GET": LIST},
    "/people/me/edit/": {"GET": OWN, "POST": OWN},
    "/people/{pk}/": {"GET": MEET},
    "/people/{pk}/card/": {"GET": MEET},
    "/people/{pk}/photo/": {"GET": MEET},
    "/people/{pk}/follow/": {"POST": MEET},
    "/tags/": {"GET": LIST},
    "/tags/{name}/": {"GET": READ_TAG},
    "/tags/{name}/follow/": {"POST": READ_TAG},
    "/files/{pk}/{name}": {"GET": READ_FILE},
    "/drafts/": {"GET": OWN, "POST": OWN},
    "/compose/audience/": {"GET": LIST},
    "/compose/preview/": {"POST": OWN},
    "/compose/pasted/": {"POST": OWN},
    "/compose/files/": {"GET": OWN, "POST": OWN},
    "/questions/similar/": {"GET": LIST},
    "/questions/{pk}/accepted-answers/{reply_pk}/": {"POST": ASKED},
    "/contributions/{pk}/withdrawal/": {"GET": WROTE, "POST": WROTE},
    "/contributions/{pk}/outdated/": {"GET": TEND, "POST": TEND},
    "/contributions/{pk}/duplicate/": {"GET": TEND, "POST": TEND},
    "/contributions/{pk}/group/": {"GET": TEND, "POST": TEND},
    "/contributions/{pk}/watch/": {"POST": READ},
    "/contributions/{pk}/versions/": {"GET": READ},
    "/contributions/{pk}/reactions/{name}/": {"POST": READ},
    "/replies/{pk}/edit/": {"GET": WROTE, "POST": WROTE},
    "/replies/{pk}/withdrawal/": {"GET": WROTE, "POST": WROTE},
    "/replies/{pk}/outdated/": {"GET": TEND, "POST": TEND},
    "/replies/{pk}/versions/": {"GET": READ},
    "/replies/{pk}/reactions/{name}/": {"POST": READ},
    "/healthz": {"GET": OPEN},
    "/readyz": {"GET": OPEN},
    "/metrics": {"GET": METRICS},
    "/{prefix}/new/": {"GET": PUT_IN, "POST": PUT_IN},
    "/{prefix}/{pk}/": {"GET": READ},
    "/{prefix}/{pk}/edit/": {"GET": WROTE, "POST": WROTE},
    "/{prefix}/{pk}/replies/": {"POST": WRITE},
}

OVER_API: Rules = {
    "/": {"GET": NOTHING},
    "/openapi.json": {"GET": OPEN},
    "/me": {"GET": OWN},
    "/stream": {"GET": LIST},
    "/contributions": {"GET": LIST, "POST": PUT_IN},
    "/contributions/{pk}": {"GET": READ, "PATCH": CHANGE, "DELETE": WROTE},
    "/contributions/{pk}/versions": {"GET": READ},
    "/contributions/{pk}/outdated": {"PUT": TEND, "DELETE": TEND},
    "/contributions/{pk}/duplicate-of/{original}": {"PUT": TEND, "DELETE": TEND},
    "/contributions/{pk}/watch": {"PUT": READ, "DELETE": READ},
    "/contributions/{pk}/replies": {"GET": READ, "POST": WRITE},
    "/contributions/{pk}/reactions/{name}": {"PUT": READ, "DELETE": READ},
    "/replies/{pk}": {"GET": READ, "PATCH": WROTE, "DELETE": WROTE},
    "/replies/{pk}/versions": {"GET": READ},
    "/replies/{pk}/outdated": {"PUT": TEND, "DELETE": TEND},
    "/replies/{pk}/reactions/{name}": {"PUT": READ, "DELETE": READ},
    "/search": {"GET": LIST},
    "/groups": {"GET": LIST, "POST": FOUND},
    "/groups/{pk}": {"GET": KNOW, "PATCH": GARDEN},
    "/groups/{pk}/members": {"GET": MEMBERS_API},
    "/groups/{pk}/requests": {"GET": GARDEN},
    "/groups/{pk}/members/{person}": {"PUT": ENTER, "DELETE": LEAVE},
    "/questions/{pk}/accepted-answers/{reply_pk}": {"PUT": ASKED, "DELETE": ASKED},
    "/people": {"GET": LIST},
    "/people/{pk}": {"GET": MEET},
    "/people/{pk}/follow": {"PUT": MEET, "DELETE": MEET},
    "/tags": {"GET": LIST},
    "/tags/{name}/follow": {"PUT": READ_TAG, "DELETE": READ_TAG},
    "/notifications": {"GET": OWN},
    "/notifications/read": {"PUT": OWN},
    "/files": {"POST": OWN},
}

OVER_SOCKET: dict[str, Rule] = {
    "contribution-added": Rule(
        Who.READ, "whoever reads it and is in its group, or follows its author or a tag of it"
    ),
    "replied": Rule(Who.READ, "whoever reads it and has its page open"),
}


def table() -> list[Row]:
    """Raises LookupError for an address, a method of the API or a live event without a rule."""
    rows = [Row(method, route, *rule) for method, route, rule in _addresses()]
    rows.append(Row("SOCKET", "/live", *SOCKET))
    return [*rows, *(Row("EVENT", name, *_rule(OVER_SOCKET, name)) for name in sorted(events))]


def _addresses() -> Iterator[tuple[str, str, Rule]]:
    operations = {
        path: list(methods) for path, methods in api.get_openapi_schema()["paths"].items()
    }
    for route in routes():
        if not route.startswith(f"{API}/"):
            for method, rule in _rule(PAGES, route).items():
                yield method, route, rule
            continue
        rules = _rule(OVER_API, route.removeprefix(API))
        # What is not in the document (the document itself) has the methods that its rules say.
        for method in operations.get(route, rules):
            yield method.upper(), route, _rule(rules, method.upper())


def _rule[R](rules: dict[str, R], key: str) -> R:
    if key not in rules:
        raise LookupError(f"{key} has no rule: say in tilth/config/rules.py who may.")
    return rules[key]


def routes() -> list[str]:
    """Every address the resolver knows, in its order, as `/groups/{pk}/`."""
    found = (
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route) for route in _patterns(get_resolver(), "/")
    )
    return list(dict.fromkeys(found))


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _patterns(entry, route)
