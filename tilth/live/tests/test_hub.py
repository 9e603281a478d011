"""What one process does with messages and the sockets that it holds."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone

from tilth.conftest import LATER, make_person, share, sign_in
from tilth.contributions.models import Contribution
from tilth.groups.membership import remove
from tilth.groups.models import Group
from tilth.live import hub as hub_module
from tilth.live.hub import Hub, Socket, tell
from tilth.live.reach import Listener, Message, events
from tilth.people.actions import say_goodbye
from tilth.people.models import Person

# Sockets are looked after in a thread with a connection of its own, which sees what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


class Tab:
    """A browser's end of a socket."""

    def __init__(
        self,
        person: Person,
        *,
        watching: int | None = None,
        session: str = "",
        broken: bool = False,
    ) -> None:
        self.heard: list[Message] = []
        self.closed = False
        self.broken = broken
        self.socket = Socket(person.pk, session, self.hear, self.close, watching)

    async def hear(self, message: Message) -> None:
        if self.broken:
            raise ConnectionResetError
        self.heard.append(message)

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub()
    yield hub
    hub.thread.submit(connections.close_all).result()
    hub.thread.shutdown()


def run(work: Callable[[], Awaitable[Any]]) -> None:
    async def within_reason() -> None:
        await asyncio.wait_for(work(), 10)

    asyncio.run(within_reason())


def replied(question: Contribution) -> Message:
    return Message(event="replied", group=question.group_id, id=question.pk, of=question.pk)


def added(thing: Contribution) -> Message:
    return Message(event="contribution-added", group=thing.group_id, id=thing.pk, of=thing.pk)


def test_it_comes_to_those_who_read_it(
    hub: Hub, question: Contribution, grace: Person, reader: Person, mallory: Person, gus: Person
) -> None:
    inside = [Tab(each, watching=question.pk) for each in (grace, reader)]
    outside = [Tab(each, watching=question.pk) for each in (mallory, gus)]
    hub.sockets = {tab.socket for tab in (*inside, *outside)}

    run(lambda: hub.deliver(replied(question)))

    assert [tab.heard for tab in inside] == [[replied(question)]] * 2
    assert [tab.heard for tab in outside] == [[], []]


def test_every_tab_of_a_person_hears_it_and_only_where_it_is_open(
    hub: Hub, question: Contribution, grace: Person
) -> None:
    two = [Tab(grace, watching=question.pk) for _ in range(2)]
    elsewhere = Tab(grace, watching=question.pk + 1)
    hub.sockets = {tab.socket for tab in (*two, elsewhere)}

    run(lambda: hub.deliver(replied(question)))

    assert [len(tab.heard) for tab in (*two, elsewhere)] == [1, 1, 0]


def test_who_was_put_out_a_moment_ago_hears_nothing(
    hub: Hub, pumps: Group, question: Contribution, grace: Person, ada: Person, gil: Person
) -> None:
    tab, other = Tab(grace, watching=question.pk), Tab(ada, watching=question.pk)
    hub.sockets = {tab.socket, other.socket}
    run(lambda: hub.deliver(replied(question)))
    assert len(tab.heard) == 1

    remove(actor_id=gil.pk, group=pumps, person_id=grace.pk)
    run(lambda: hub.deliver(replied(question)))

    assert len(tab.heard) == 1
    assert len(other.heard) == 2


def test_to_say_that_one_watches_it_opens_nothing(
    hub: Hub, question: Contribution, mallory: Person
) -> None:
    tab = Tab(mallory, watching=question.pk)
    hub.sockets = {tab.socket}

    for message in (replied(question), added(question)):
        run(lambda message=message: hub.deliver(message))  # type: ignore[misc]

    assert tab.heard == []


def test_the_message_may_lie_about_its_group(
    hub: Hub, question: Contribution, mallory: Person, grace: Person
) -> None:
    """Who reads it is asked of the thing itself: it may have been moved since the message was sent."""
    outside, inside = Tab(mallory, watching=question.pk), Tab(grace, watching=question.pk)
    hub.sockets = {outside.socket, inside.socket}

    run(lambda: hub.deliver(Message(event="replied", group=None, id=question.pk, of=question.pk)))

    assert (len(outside.heard), len(inside.heard)) == (0, 1)


def test_what_is_gone_or_unknown_comes_to_nobody(hub: Hub, ada: Person, grace: Person) -> None:
    tab = Tab(grace, watching=7)
    hub.sockets = {tab.socket}

    for event in ("contribution-added", "replied", "no-such-event"):
        message = Message(event=event, group=None, id=7, of=7)
        run(lambda message=message: hub.deliver(message))  # type: ignore[misc]

    assert tab.heard == []


def test_one_that_broke_is_forgotten_and_the_others_get_theirs(
    hub: Hub, question: Contribution, grace: Person, ada: Person
) -> None:
    broken = Tab(grace, watching=question.pk, broken=True)
    whole = Tab(ada, watching=question.pk)
    hub.sockets = {broken.socket, whole.socket}

    run(lambda: hub.deliver(replied(question)))

    assert hub.sockets == {whole.socket}
    assert len(whole.heard) == 1


# Still signed in?


def session_of(person: Person) -> str:
    key = sign_in(person).session.session_key
    assert key
    return key


def sign_out(person: Person, session: str) -> None:
    Session.objects.filter(session_key=session).delete()


def let_the_session_run_out(person: Person, session: str) -> None:
    Session.objects.filter(session_key=session).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )


def leave(person: Person, session: str) -> None:
    say_goodbye(address=person.email or "", now=LATER)


def end_their_time(person: Person, session: str) -> None:
    Person.objects.filter(pk=person.pk).update(ends_on=timezone.now().date() - timedelta(days=1))


def delete(person: Person, session: str) -> None:
    Person.objects.filter(pk=person.pk).delete()


@pytest.mark.parametrize("go", [sign_out, let_the_session_run_out, leave, end_their_time, delete])
def test_who_may_not_listen_any_more_is_let_go(
    go: Callable[[Person, str], None], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "CHECK_SECONDS", 0.01)
    going, staying = make_person("zoe"), make_person("nia")
    tabs = [Tab(each, session=session_of(each)) for each in (going, staying)]
    hub.sockets = {tab.socket for tab in tabs}

    async def look() -> None:
        check = asyncio.create_task(hub._check())
        await asyncio.sleep(0.2)
        assert [tab.closed for tab in tabs] == [False, False]
        await asyncio.to_thread(in_thread, lambda: go(going, tabs[0].socket.session_key))
        while not tabs[0].closed:
            await asyncio.sleep(0.01)
        check.cancel()
        with suppress(asyncio.CancelledError):
            await check

    run(look)

    assert hub.sockets == {tabs[1].socket}
    assert not tabs[1].closed


def in_thread(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connections.close_all()


def test_a_socket_is_looked_at_often_enough() -> None:
    """Five seconds are promised; the look itself takes moments."""
    assert hub_module.CHECK_SECONDS <= 4


# From those who tell to those who hear


def test_what_is_told_anywhere_comes_out_here(
    hub: Hub, question: Contribution, grace: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "hub", hub)
    tab = Tab(grace, watching=question.pk)
    hub.sockets = {tab.socket}

    async def tell_and_wait() -> None:
        running = asyncio.create_task(hub.run())
        while not tab.heard:  # told again, as at first nobody may be listening yet
            await asyncio.sleep(0.05)
            tell("replied", group_id=question.group_id, thing_id=question.pk)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    run(tell_and_wait)

    assert tab.heard[0] == replied(question)


def test_where_no_server_runs_nobody_listens_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hub_module, "hub", Hub())

    tell("replied", group_id=None, thing_id=7)


def test_what_has_no_group_is_for_every_employee_and_no_guest(
    hub: Hub, ada: Person, mallory: Person, gus: Person
) -> None:
    thing = share(ada, "The canteen is open.")
    tabs = [Tab(mallory), Tab(gus)]
    hub.sockets = {tab.socket for tab in tabs}

    run(lambda: hub.deliver(added(thing)))

    assert [len(tab.heard) for tab in tabs] == [1, 0]


@pytest.mark.parametrize("event", sorted(events))
def test_no_event_makes_somebody_a_listener_who_was_none(
    event: str, question: Contribution, ada: Person
) -> None:
    listener = Listener(ada.pk, question.pk)
    message = Message(event=event, group=question.group_id, id=question.pk, of=question.pk)

    assert events[event](message, set()) == set()
    assert events[event](message, {listener}) <= {listener}
