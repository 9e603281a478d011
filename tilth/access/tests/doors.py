"""Every way by which something can be read, and what comes through it to whom.

A door returns the raw bytes, headers included. `shows` says what has to come through it for whoever
the predicate holds of: the positive control, without which a door that is shut would pass for safe.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.test import Client

from tilth.access.tests.oracle import Someone, gardens, knows, reads, writes
from tilth.access.tests.world import SHARED, Place, World, person_of, undone

type Holds = Callable[[World, Someone, Place], bool]

MOST_PAGES = 12
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Door:
    name: str
    opens: Callable[[World, Someone, Place], bytes]
    """For a door that is the same for all groups, the place is any."""
    shows: Mapping[str, Holds] = field(default_factory=dict)
    of_each: bool = True
    """Opened for each group; else once, and all of them are looked for."""
    typed: tuple[str, ...] = ()
    """Sorts of secrets that whoever opens it has to type, and that may come back."""
    depth: int = 2
    """How deep the groups lie before which it is tried: with 3 before all, with 1 before those that
    lie in no other and two that do. Doors that ask the same question in the same way are not all
    tried everywhere, to be done in time."""


def raw(response: Any) -> bytes:
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers.encode() + b"\n" + content_of(response)


def content_of(response: Any) -> bytes:
    """To its end, which closes a file."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def page(path: str, **more: Any) -> Callable[[World, Someone, Place], bytes]:
    """A page; `path` may name what it is about: `{question}`, `{group}`, `{tag}` …"""

    def opens(world: World, who: Someone, place: Place) -> bytes:
        return followed(world.clients[who.name], filled(path, world, place), **more)

    return opens


def api(path: str, **more: Any) -> Callable[[World, Someone, Place], bytes]:
    def opens(world: World, who: Someone, place: Place) -> bytes:
        return followed(world.programs[who.name], f"/api/v1{filled(path, world, place)}", **more)

    return opens


def fragment(path: str, data: dict[str, str]) -> Callable[[World, Someone, Place], bytes]:
    """What htmx gets for pressing something. The world is as it was afterwards."""

    def opens(world: World, who: Someone, place: Place) -> bytes:
        with undone():
            response = world.clients[who.name].post(filled(path, world, place), data, headers=HTMX)
            return raw(response)

    return opens


def read_in(
    way: str,
    opens: Callable[[World, Someone, Place], bytes],
) -> Callable[[World, Someone, Place], bytes]:
    """A stream is read in one of several ways, whichever is cheapest: here in one that is given."""

    def opened(world: World, who: Someone, place: Place) -> bytes:
        with patch("tilth.stream.reader.cheapest_way", return_value=way):
            return opens(world, who, place)

    return opened


def everybody(path: Callable[[str, int], str]) -> Callable[[World, Someone, Place], bytes]:
    """One after the other, what comes back of each person of the cast."""

    def opens(world: World, who: Someone, place: Place) -> bytes:
        found = b""
        for other in world.cast.values():
            if other.person is not None:
                here = path(world.name_of(other), other.person.pk)
                clients = world.programs if here.startswith("/api/") else world.clients
                found += raw(clients[who.name].get(here))
        return found

    return opens


def filled(path: str, world: World, place: Place) -> str:
    return path.format(
        question=place.question.pk,
        update=place.update.pk,
        answer=place.answer.pk,
        comment=place.comment.pk,
        file=place.file.pk,
        group=place.group.pk,
        tag=place.words["tag"],
        begun=place.words["tag"][:6],
        title=place.words["title"],
        name=place.words["group name"],
        author=person_of(world.cast["author"]).pk,
        pointing=world.pointing.pk,
        duplicate=world.duplicates[place].pk,
    )


HREF = re.compile(rb'<a class="button" href="(\?[^"]*(?:before|after)=[^"]+)"')


def followed(client: Client, path: str, **more: Any) -> bytes:
    """With the pages that follow it."""
    found = b""
    here = path
    for _ in range(MOST_PAGES):
        response = client.get(here, **more)
        text = raw(response)
        found += text
        if path.startswith("/api/"):
            if not (following := re.search(rb'"next": ?"([^"]+)"', text)):
                break
            here = with_query(path, f"cursor={following[1].decode()}")
        elif following := HREF.search(text):
            here = path.partition("?")[0] + following[1].decode().replace("&amp;", "&")
        else:
            break
    return found


def with_query(path: str, query: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{query.replace('+', '%2B')}"


def who_reads(world: World, who: Someone, place: Place) -> bool:
    return reads(who, place)


def who_knows(world: World, who: Someone, place: Place) -> bool:
    return knows(who, place)


def who_manages(world: World, who: Someone, place: Place) -> bool:
    return reads(who, place) or gardens(who, place)


def who_gardens(world: World, who: Someone, place: Place) -> bool:
    return gardens(who, place)


def who_is_in(world: World, who: Someone, place: Place) -> bool:
    return reads(who, place) and who in place.members


def who_writes_there(world: World, who: Someone, place: Place) -> bool:
    return who in place.members and writes(who, place)


def who_reads_what_is_for_all(world: World, who: Someone, place: Place) -> bool:
    return who.employed and reads(who, place)


def who_finds(world: World, who: Someone, place: Place) -> bool:
    """Whoever knows a group finds it; to what one is invited, the invitation leads."""
    return knows(who, place) and who not in place.invited


def who_was_told(world: World, who: Someone, place: Place) -> bool:
    return reads(who, place) and who in place.told


def who_wrote(world: World, who: Someone, place: Place) -> bool:
    return who is world.cast["author"]


def everything(*sorts: str, by: Holds = who_reads) -> dict[str, Holds]:
    return dict.fromkeys(sorts, by)


THREAD = everything(
    "title", "rest of title", "body", "tried", "tag", "file name", "answer", "comment"
)
CARD = everything("title", "body", "update", "tag", "answer")
EVERY = f"q={SHARED}"

DOORS = [
    # One contribution
    Door("page of a question", page("/questions/{question}/"), THREAD, depth=2),
    Door(
        "page of an update", page("/updates/{update}/"), everything("update", "outdated"), depth=1
    ),
    Door("page under the wrong kind", page("/updates/{question}/"), depth=1),
    Door("page asked for by htmx", page("/questions/{question}/", headers=HTMX), THREAD, depth=1),
    Door("following it", fragment("/contributions/{question}/watch/", {}), THREAD, depth=1),
    Door(
        "finding an answer helpful",
        fragment("/replies/{answer}/reactions/helpful/", {}),
        THREAD,
        depth=1,
    ),
    Door(
        "earlier texts",
        page("/contributions/{question}/versions/"),
        everything("title", "earlier body"),
        depth=1,
    ),
    Door(
        "earlier texts of a reply",
        page("/replies/{answer}/versions/"),
        everything("answer"),
        depth=1,
    ),
    Door(
        "form for changing",
        page("/questions/{question}/edit/"),
        everything("body", by=who_wrote),
        depth=1,
    ),
    Door("form for moving", page("/contributions/{question}/group/"), depth=1),
    Door(
        "form for merging",
        page("/contributions/{question}/duplicate/"),
        everything("title", by=who_wrote),
        depth=1,
    ),
    Door(
        "form for marking outdated",
        page("/contributions/{update}/outdated/"),
        everything("outdated", by=who_wrote),
        depth=1,
    ),
    Door(
        "form for withdrawing",
        page("/contributions/{question}/withdrawal/"),
        everything("question id", by=who_wrote),
        depth=1,
    ),
    Door(
        "file",
        page("/files/{file}/anything.txt"),
        everything("file name", "file bytes"),
        depth=3,
    ),
    Door(
        "similar questions",
        page("/questions/similar/?q={title}"),
        everything("rest of title"),
        typed=("title",),
        depth=1,
    ),
    # Lists of contributions
    Door("stream", page("/"), everything("title", "update"), of_each=False),
    Door("stream, newest first", page("/?order=newest"), CARD, of_each=False),
    Door("stream, questions", page("/?kind=question"), everything("title"), of_each=False),
    Door("stream, unanswered", page("/?unanswered"), of_each=False),
    Door("stream, what is new", page("/?new-since=2020-01-01T00:00:00Z"), of_each=False),
    Door("stream of one group", page("/?group={group}"), everything("title", "update"), depth=1),
    Door("stream of one tag", page("/?tag={tag}"), everything("title"), typed=("tag",), depth=1),
    Door(
        "page of a person",
        page("/people/{author}/"),
        {**CARD, "group name": who_is_in},
        typed=("person id",),
        of_each=False,
    ),
    Door(
        "page of a tag",
        page("/tags/{tag}/"),
        everything("title", "tag wiki"),
        typed=("tag",),
        depth=1,
    ),
    Door("tag, only in one group", page("/tags/oil/?group={group}"), everything("title"), depth=1),
    # Groups
    Door(
        "page of a group",
        page("/groups/{group}/"),
        {
            **CARD,
            "group name": who_knows,
            "group purpose": who_knows,
            "group rule": who_reads,
            "member count": who_manages,
        },
        depth=2,
    ),
    Door("page of a group for htmx", page("/groups/{group}/", headers=HTMX), CARD, depth=1),
    Door(
        "groups",
        page("/groups/"),
        everything("group name", "group purpose", by=who_knows),
        of_each=False,
    ),
    Door(
        "members",
        page("/groups/{group}/members/"),
        everything("group name", by=who_manages),
        depth=1,
    ),
    Door(
        "form of a group",
        page("/groups/{group}/edit/"),
        everything("group rule", by=who_gardens),
        depth=1,
    ),
    Door(
        "form for a new group",
        page("/groups/new/"),
        everything("group name", by=lambda w, p, g: p.employed and who_writes_there(w, p, g)),
        of_each=False,
    ),
    Door(
        "composer",
        page("/questions/new/"),
        everything("group name", by=who_writes_there),
        of_each=False,
    ),
    Door(
        "composer for a group",
        page("/questions/new/?group={group}"),
        everything("group rule", by=who_writes_there),
        depth=1,
    ),
    Door(
        "who will read it",
        page("/compose/audience/?group={group}"),
        everything("group rule", by=who_writes_there),
        depth=1,
    ),
    # Tags and people
    Door("tags", page("/tags/"), everything("tag", "tag count", "tag wiki"), of_each=False),
    Door(
        "suggested tags",
        page("/suggestions/tags/?q={begun}"),
        everything("tag", "tag count"),
        depth=1,
    ),
    Door(
        "suggested people",
        everybody(lambda name, pk: f"/suggestions/people/?q={name[:6]}"),
        of_each=False,
    ),
    Door("people", page("/people/"), of_each=False),
    # Search and notices
    Door(
        "search", page(f"/search?{EVERY}"), everything("title", "answer", "update"), of_each=False
    ),
    Door(
        "search, one kind",
        page(f"/search?{EVERY}&kind=question"),
        everything("title"),
        of_each=False,
    ),
    Door(
        "search, groups",
        page(f"/search?{EVERY}&kind=group"),
        everything("group name", by=who_finds),
        of_each=False,
    ),
    Door("search, people", page("/search?q=persona&kind=person"), of_each=False),
    Door(
        "search in a group",
        page(f"/search?{EVERY}&group={{group}}"),
        everything("title", "update"),
        depth=1,
    ),
    Door(
        "search for a title",
        page("/search?q={title}"),
        everything("rest of title"),
        typed=("title",),
        depth=1,
    ),
    Door("search while typing", page("/search?typing&q={begun}"), everything("title"), depth=1),
    Door("inbox", page("/notifications/"), everything("title", by=who_was_told), of_each=False),
    # What points to it from what is for everybody
    Door(
        "links",
        page("/updates/{pointing}/"),
        everything("title", by=who_reads_what_is_for_all),
        of_each=False,
    ),
    Door(
        "said to be the same",
        page("/questions/{duplicate}/"),
        everything("title", by=who_reads_what_is_for_all),
        depth=1,
    ),
    Door("administration", page("/administration/groups/"), of_each=False),
    # The API
    Door(
        "API: one",
        api("/contributions/{question}"),
        everything("title", "body", "tried", "tag", "file name", "question id", "group id"),
        depth=3,
    ),
    Door(
        "API: an update", api("/contributions/{update}"), everything("update", "outdated"), depth=1
    ),
    Door(
        "API: earlier texts",
        api("/contributions/{question}/versions"),
        everything("earlier body"),
        depth=1,
    ),
    Door(
        "API: replies",
        api("/contributions/{question}/replies"),
        everything("answer", "comment"),
        depth=3,
    ),
    Door("API: one reply", api("/replies/{answer}"), everything("answer"), depth=1),
    Door(
        "API: earlier texts of a reply",
        api("/replies/{comment}/versions"),
        everything("comment"),
        depth=1,
    ),
    Door("API: stream", api("/stream?limit=100"), everything("title", "update"), of_each=False),
    *(
        Door(
            f"API: stream, read by {way}",
            read_in(way, api("/stream?limit=100")),
            everything("title", "update"),
            of_each=False,
        )
        for way in ("each", "gather", "walk")
    ),
    Door(
        "API: stream, a page at a time",
        api("/stream?limit=7"),
        everything("title", "update"),
        of_each=False,
    ),
    Door(
        "API: list",
        api("/contributions?limit=100"),
        everything("title", "body", "update", "file name"),
        of_each=False,
    ),
    Door(
        "API: list, a page at a time",
        api("/contributions?limit=9"),
        everything("title", "update"),
        of_each=False,
    ),
    Door(
        "API: list of a group",
        api("/contributions?group={group}"),
        everything("title", "update"),
        depth=2,
    ),
    Door(
        "API: list of an author",
        api("/contributions?author={author}&limit=100"),
        everything("title", "update"),
        of_each=False,
    ),
    Door(
        "API: list of a tag",
        api("/contributions?tag={tag}"),
        everything("title"),
        typed=("tag",),
        depth=1,
    ),
    Door(
        "API: list by all at once",
        api("/contributions?group={group}&kind=question&tag=oil&author={author}"),
        everything("title"),
        depth=1,
    ),
    Door(
        "API: links",
        api("/contributions/{pointing}"),
        everything("title", "question id", by=who_reads_what_is_for_all),
        of_each=False,
    ),
    Door(
        "API: said to be the same",
        api("/contributions/{duplicate}"),
        everything("question id", by=who_reads_what_is_for_all),
        depth=1,
    ),
    Door(
        "API: groups",
        api("/groups"),
        {
            "group name": who_knows,
            "group purpose": who_knows,
            "group rule": who_manages,
            "contribution count": who_reads,
        },
        of_each=False,
    ),
    Door(
        "API: a group",
        api("/groups/{group}"),
        {
            "group name": who_knows,
            "group purpose": who_knows,
            "group rule": who_manages,
            "member count": who_reads,
            "contribution count": who_reads,
        },
        depth=3,
    ),
    Door("API: members", api("/groups/{group}/members"), depth=3),
    Door("API: who wants in", api("/groups/{group}/requests"), depth=1),
    Door(
        "API: search",
        api(f"/search?{EVERY}&limit=100"),
        everything("title", "answer", "update"),
        of_each=False,
    ),
    Door(
        "API: search, groups",
        api(f"/search?{EVERY}&kind=group&limit=100"),
        everything("group name", by=who_finds),
        of_each=False,
    ),
    Door("API: search, people", api("/search?q=persona&kind=person&limit=100"), of_each=False),
    Door(
        "API: search in a group",
        api(f"/search?{EVERY}&group={{group}}"),
        everything("title", "update"),
        depth=1,
    ),
    Door("API: search for a title", api("/search?q={title}"), everything("rest of title"), depth=1),
    Door(
        "API: people found",
        everybody(lambda name, pk: f"/api/v1/people?q={name[:7]}"),
        of_each=False,
    ),
    Door("API: a person", everybody(lambda name, pk: f"/api/v1/people/{pk}"), of_each=False),
    Door("API: people", api("/people?limit=100"), of_each=False),
    Door(
        "API: tags",
        api("/tags?limit=100"),
        everything("tag", "tag count", "tag wiki"),
        of_each=False,
    ),
    Door(
        "API: notices",
        api("/notifications?limit=100"),
        everything("title", by=who_was_told),
        of_each=False,
    ),
    Door("API: oneself", api("/me"), of_each=False),
]

# People are no part of a group. Whom one meets comes through these.
MEETING = {
    "people",
    "search, people",
    "API: search, people",
    "suggested people",
    "API: people",
    "API: people found",
    "API: a person",
}
NAMES_ALONE = {"administration"}
