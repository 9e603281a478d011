"""What the table says of things that are no words: who is in it, where it lies, how much there is,
who is told the moment it happens, and that what is not for one is as what does not exist."""

import re
from collections.abc import Iterator

import pytest
from django.db.models import Model
from django.test import Client

from tilth import access
from tilth.access.scope import remember_scopes
from tilth.access.tests.doors import content_of
from tilth.access.tests.oracle import Someone, gardens, knows, reads, writes
from tilth.access.tests.world import NOT_ACTIVE, SHARED_TAG, Place, World, person_of
from tilth.contributions.models import Contribution, Reply, Tagging, TagUse, TagWiki
from tilth.files.models import File
from tilth.groups.models import Group
from tilth.groups.scope import readers
from tilth.live.reach import Listener, Message, events
from tilth.notifications.inbox import mine, unread
from tilth.people.models import Person
from tilth.search.find import find

pytestmark = pytest.mark.django_db  # else pytest-django makes no database; the world is around it


def signed_in(world: World) -> list[Someone]:
    return [each for each in world.cast.values() if each.person]


def active(world: World) -> list[Someone]:
    return [each for each in signed_in(world) if each.name not in NOT_ACTIVE]


# The kernel: three questions that have to agree with the table, and so with each other


def test_the_verdicts_say_what_the_table_says(world: World) -> None:
    groups = {place: Group.objects.get(pk=place.group.pk) for place in world.places}
    for who in active(world):
        seen, verdicts = remember_scopes(verdicts_of)((person_of(who), groups))

        assert seen == {place for place in groups if knows(who, place)}, who
        assert verdicts == {
            place: (reads(who, place), writes(who, place), gardens(who, place)) for place in groups
        }, who


def verdicts_of(
    asked: tuple[Person, dict[Place, Group]],
) -> tuple[set[Place], dict[Place, tuple[bool, ...]]]:
    person, groups = asked
    ids = set(access.visible(person, Group.objects.all()).values_list("pk", flat=True))
    verdicts = {
        place: tuple(
            bool(access.can(person, verb, group)) for verb in ("read", "contribute", "garden")
        )
        for place, group in groups.items()
    }
    return {place for place, group in groups.items() if group.pk in ids}, verdicts


@pytest.mark.parametrize("model", [Contribution, Reply, Tagging, TagUse, TagWiki, File])
def test_of_every_model_those_rows_are_visible(model: type[Model], world: World) -> None:
    for who in active(world):
        for place in world.leaves:
            rows = model._default_manager.filter(group_id=place.group.pk)

            if model is not Tagging:  # has no policy, being read with its contribution
                assert access.visible(person_of(who), rows).exists() == reads(who, place)
            assert rows.filter(access.scope(person_of(who)).where()).exists() == reads(who, place)


def test_the_other_way_round_it_is_the_same_people(world: World) -> None:
    everybody = {person_of(each).pk: each for each in signed_in(world)}
    for place in world.places:
        group = Group.objects.get(pk=place.group.pk)

        found = readers(group_id=group.pk, audience_id=group.audience_id, among=set(everybody))

        assert {everybody[pk].name for pk in found} == {
            each.name for each in everybody.values() if reads(each, place)
        }


def test_what_has_no_group_is_for_every_employee(world: World) -> None:
    for who in signed_in(world):
        person = Person.objects.get(pk=person_of(who).pk)
        found = access.visible(person, Contribution.objects.filter(pk=world.pointing.pk))
        assert found.exists() == reads(who, None)


# Search, asked for each word that there is


@pytest.mark.parametrize(
    "sort",
    ["title", "body", "tried", "answer", "comment", "update", "tag", "group name", "group purpose"],
)
def test_a_word_finds_only_what_one_may_see(sort: str, world: World) -> None:
    about_the_group = sort.startswith("group")
    for who in active(world):
        for place in world.leaves if sort == "title" else world.leaves[:6]:
            hits = find(person_of(who), place.words[sort]).hits
            if about_the_group:
                hits = [hit for hit in hits if hit.type == "group"]
                may, has_to = knows(who, place), knows(who, place) and who not in place.invited
            else:
                may = has_to = reads(who, place)

            assert has_to <= bool(hits) <= may, f"{who}, {sort} of {place}"


# Who is in it, and where it lies


def test_the_list_of_members_is_for_readers_and_gardeners(world: World) -> None:
    for who in active(world):
        for place in world.leaves:
            path = f"/api/v1/groups/{place.group.pk}/members?limit=100"
            answer = world.programs[who.name].get(path)
            inside = {person_of(each).pk for each in place.members}
            tending = {
                person_of(each).pk for each, role in place.members.items() if role == "gardener"
            }

            if not knows(who, place):
                assert answer.status_code == 404, f"{who} in {place}"
                continue
            shown = {each["person"]["id"] for each in answer.json()["items"]}
            whole = reads(who, place) or gardens(who, place)
            assert shown == (inside if whole else tending), f"{who} in {place}"


def test_so_is_its_page(world: World) -> None:
    for who in active(world):
        for place in world.leaves[:3]:
            page = world.clients[who.name].get(f"/groups/{place.group.pk}/members/")
            whole = reads(who, place) or gardens(who, place)

            expected = 200 if whole else 403 if knows(who, place) else 404
            assert page.status_code == expected, f"{who} in {place}"


def test_who_wants_in_is_for_gardeners(world: World) -> None:
    for who in active(world):
        for place in world.leaves:
            answer = world.programs[who.name].get(f"/api/v1/groups/{place.group.pk}/requests")
            expected = 200 if gardens(who, place) else 403 if knows(who, place) else 404

            assert answer.status_code == expected, f"{who} in {place}"
            if expected == 200:
                asked = {each["person"]["id"] for each in answer.json()["items"]}
                assert asked >= {person_of(each).pk for each in place.invited}


def test_to_whom_the_parent_is_invisible_it_has_none(world: World) -> None:
    for who in active(world):
        for place in [each for each in world.leaves if each.parent and knows(who, each)]:
            answer = world.programs[who.name].get(f"/api/v1/groups/{place.group.pk}").json()

            assert answer["parent"] == known_parent(who, place), f"{who} in {place}"


def known_parent(who: Someone, place: Place) -> int | None:
    above = place.parent
    return above.group.pk if isinstance(above, Place) and knows(who, above) else None


def test_nor_does_its_page_show_what_lies_above_that(world: World) -> None:
    """Not even what one knows there: the gap would betray that there is something between."""
    deep = [place for place in world.leaves if place.depth == 3]
    for who in active(world):
        for place in [each for each in deep if knows(who, each)]:
            page = world.clients[who.name].get(f"/groups/{place.group.pk}/").content
            crumbs = re.search(rb'class="crumbs.*?</p>', page, re.DOTALL)
            shown = re.findall(rb"[a-z]{8}xq", crumbs[0]) if crumbs else []

            assert len(shown) == known_above(who, place), f"{who} in {place}"


def test_in_the_list_of_groups_none_hangs_from_beyond_a_gap(world: World) -> None:
    for who in active(world):
        listed = world.clients[who.name].get("/groups/").content.decode()
        depths = {
            name: int(depth)
            for depth, name in re.findall(r"depth-(\d+).*?>([a-z]{8}xq) mill<", listed)
        }
        for place in world.places:
            if knows(who, place):
                assert depths[place.words["group name"]] == known_above(who, place)


def known_above(who: Someone, place: Place) -> int:
    """How many groups above it are known, without a gap."""
    line = list(place.line)[1:]
    return next((n for n, each in enumerate(line) if not knows(who, each)), len(line))


# How much there is


def test_a_tag_counts_what_one_reads_and_no_more(world: World) -> None:
    for n, place in enumerate(world.leaves):
        TagUse.objects.filter(tag__name=SHARED_TAG, group_id=place.group.pk).update(count=2**n)

    for who in active(world):
        answer = world.programs[who.name].get(f"/api/v1/tags?q={SHARED_TAG}").json()
        listed = world.clients[who.name].get(f"/tags/?q={SHARED_TAG}").content.decode()
        total = sum(2**n for n, place in enumerate(world.leaves) if reads(who, place))

        assert sum(tag["count"] for tag in answer["items"]) == total, who
        assert (f"<span>{total}</span>" in listed) == (total > 0), who


def test_a_group_tells_outsiders_no_numbers(world: World) -> None:
    for who in active(world):
        for group in world.programs[who.name].get("/api/v1/groups?limit=100").json()["items"]:
            place = next(each for each in world.places if each.group.pk == group["id"])
            assert bool(group["counts"]) == reads(who, place), f"{who}, {place}"


def test_the_badge_counts_what_the_inbox_shows(world: World) -> None:
    for who in active(world):
        items = world.programs[who.name].get("/api/v1/notifications?limit=100").json()["items"]
        new = [item for item in items if item["read_at"] is None]
        rail = world.clients[who.name].get("/tags/").content.decode()
        badge = re.search(r'icons[^"]*#bell.*?<b>(\d+)</b>', rail, re.DOTALL)

        assert unread(person_of(who)) == len(new)
        assert (int(badge[1]) if badge else 0) == len(new), who


def test_who_was_put_out_has_notices_and_sees_none(world: World) -> None:
    for name in ("removed", "left", "ended"):
        person = Person.objects.get(pk=person_of(world.cast[name]).pk)
        closed = [place for place in world.leaves if not reads(world.cast[name], place)]
        told = person.notifications.filter(group_id__in=[place.group.pk for place in closed])

        assert told.exists()  # the positive control: there is something to be shown
        assert not mine(person).filter(pk__in=told).exists()


# Who hears of it


def told_of(world: World, event: str, place: Place, *, watching: int | None) -> set[str]:
    people = {person_of(each).pk: each.name for each in signed_in(world)}
    message = Message(event=event, group=place.group.pk, id=place.question.pk, of=place.question.pk)
    reached = events[event](message, {Listener(pk, watching) for pk in people})
    return {people[listener.person_id] for listener in reached}


def test_whoever_has_the_page_open_hears_of_a_reply_if_they_read_it(world: World) -> None:
    for place in world.leaves:
        reading = {each.name for each in signed_in(world) if reads(each, place)}
        assert told_of(world, "replied", place, watching=place.question.pk) == reading
        assert told_of(world, "replied", place, watching=None) == set()


def test_whoever_follows_its_author_hears_of_it_if_they_read_it(world: World) -> None:
    for place in world.leaves:
        reading = {each.name for each in signed_in(world) if reads(each, place)}
        assert told_of(world, "contribution-added", place, watching=None) == reading


@pytest.mark.parametrize("event", sorted(events))
def test_no_live_event_of_a_group_goes_beyond_its_readers(event: str, world: World) -> None:
    for place in world.leaves:
        reading = {each.name for each in signed_in(world) if reads(each, place)}
        for watching in (None, place.question.pk):
            assert told_of(world, event, place, watching=watching) <= reading


# What is not for one is as what does not exist

MISSING = 999_999_999


def addresses(place: Place, missing: bool) -> Iterator[str]:
    def pk(of: Model) -> int:
        return MISSING if missing else of.pk

    yield f"/questions/{pk(place.question)}/"
    yield f"/updates/{pk(place.update)}/"
    yield f"/questions/{pk(place.question)}/edit/"
    yield f"/contributions/{pk(place.question)}/versions/"
    yield f"/contributions/{pk(place.question)}/group/"
    yield f"/replies/{pk(place.answer)}/edit/"
    yield f"/replies/{pk(place.answer)}/versions/"
    yield f"/files/{pk(place.file)}/a.txt"
    yield f"/tags/{'nosuchtag' if missing else place.words['tag']}/"
    yield f"/?tag={'nosuchtag' if missing else place.words['tag']}"
    yield f"/api/v1/contributions/{pk(place.question)}"
    yield f"/api/v1/contributions/{pk(place.question)}/replies"
    yield f"/api/v1/contributions/{pk(place.question)}/versions"
    yield f"/api/v1/replies/{pk(place.answer)}"
    yield f"/api/v1/contributions?tag={'nosuchtag' if missing else place.words['tag']}"
    yield f"/api/v1/search?q={'nosuchword' if missing else place.words['title']}"


def addresses_of_group(place: Place, missing: bool) -> Iterator[str]:
    pk = MISSING if missing else place.group.pk
    yield f"/groups/{pk}/"
    yield f"/groups/{pk}/members/"
    yield f"/groups/{pk}/edit/"
    yield f"/?group={pk}"
    yield f"/questions/new/?group={pk}"
    yield f"/compose/audience/?group={pk}"
    yield f"/search?q=windmill&group={pk}"
    yield f"/api/v1/groups/{pk}"
    yield f"/api/v1/groups/{pk}/members"
    yield f"/api/v1/groups/{pk}/requests"
    yield f"/api/v1/contributions?group={pk}"
    yield f"/api/v1/search?q=windmill&group={pk}"


def bare(client: Client, path: str) -> tuple[int, bytes]:
    """Without what differs from one request to the next, or repeats the address."""
    response = client.get(path)
    content = re.sub(
        rb'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"', b"", content_of(response)
    )
    content = re.sub(rb'name="form_key" value="[^"]+"|\d{4}-\d\d-\d\dT[\d:.+A-Z%]+', b"", content)
    for number in re.findall(r"\d{9}|nosuch\w+", path):
        content = content.replace(number.encode(), b"*")
    for word in re.findall(r"[a-z]{8}xq", path):
        content = content.replace(word.encode(), b"*")
    return response.status_code, content


@pytest.mark.parametrize("name", ["outsider", "guest of parent", "removed", "newcomer outside"])
def test_what_is_not_for_one_is_as_what_does_not_exist(name: str, world: World) -> None:
    who = world.cast[name]
    hidden = [place for place in world.leaves if not knows(who, place)][:3]
    assert hidden
    for place in hidden:
        pairs = [
            *zip(addresses(place, False), addresses(place, True), strict=True),
            *zip(addresses_of_group(place, False), addresses_of_group(place, True), strict=True),
        ]
        for there, nowhere in pairs:
            client = (world.programs if there.startswith("/api/") else world.clients)[name]
            assert bare(client, there) == bare(client, nowhere), there


def test_of_a_closed_group_one_knows_the_refusal_says_why(world: World) -> None:
    """A 403 only where the thing itself is in sight."""
    closed = next(place for place in world.leaves if str(place) == "closed")
    for path, status in {
        f"/groups/{closed.group.pk}/": 200,
        f"/groups/{closed.group.pk}/members/": 403,
        f"/groups/{closed.group.pk}/edit/": 403,
        f"/?group={closed.group.pk}": 403,
        f"/questions/{closed.question.pk}/": 404,
    }.items():
        assert world.clients["outsider"].get(path).status_code == status, path


def test_a_member_does_find_all_that(world: World) -> None:
    """The positive control of the addresses."""
    place = world.leaves[2]
    for path in [*addresses(place, False), *addresses_of_group(place, False)]:
        client = (world.programs if path.startswith("/api/") else world.clients)["author"]
        allowed = {200} if "edit" not in path and "requests" not in path else {200, 403}
        response = client.get(path)
        content_of(response)
        assert response.status_code in allowed, path
