"""A real `kill -9` of a real process, on whichever database the tests run."""

import os
import signal
import subprocess
import sys

import pytest

from tilth.contributions.events import ContributionAdded, Replied
from tilth.events import outbox
from tilth.events.dispatcher import backlog, deliver_pending
from tilth.events.tests.elsewhere import address
from tilth.events.tests.world import World, make_world

NAMES = sorted(
    {
        f"{subscriber.__module__}.{subscriber.__name__}"
        for event, handlers in outbox.subscribers.items()
        for subscriber in handlers
        if ".tests." not in event.__module__
    }
)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def deliver_elsewhere(moment: str, subscriber: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (ourselves)
        [sys.executable, "-m", "tilth.events.tests.dies", moment, subscriber],
        env={**os.environ, "TILTH_DATABASE_URL": address()},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("before", marks=pytest.mark.slow),
        "during",
        pytest.param("after", marks=pytest.mark.slow),
    ],
)
def test_a_killed_process_leaves_nothing_half_done(world: World, moment: str) -> None:
    world.publish(Replied)
    at_first = world.snapshot()

    killed = deliver_elsewhere(moment, "tilth.contributions.notices.tell_of_reply")

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert world.snapshot() == at_first
    assert "delivered 1" in deliver_elsewhere("never", "").stdout
    assert len(world.snapshot()["notifications_notification"]) == 2  # Ada, who asked, and @gil
    assert backlog().waiting == 0


@pytest.mark.slow
@pytest.mark.parametrize("subscriber", NAMES)
def test_so_in_every_subscriber(world: World, subscriber: str) -> None:
    events = [event for event in outbox.types.values() if ".tests." not in event.__module__]
    for event in events:
        world.publish(event)
    at_first = world.snapshot()

    killed = deliver_elsewhere("during", subscriber)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    waiting = backlog().waiting
    assert waiting > 0
    if waiting == len(events):  # it was the first
        assert world.snapshot() == at_first

    assert deliver_pending() == waiting
    reached = world.snapshot()
    assert backlog().waiting == 0

    # As if nothing had been killed: all of it again, and plainly.
    for event in events:
        world.publish(event)
    deliver_pending()
    assert world.snapshot() == reached


@pytest.mark.slow
def test_what_was_published_before_the_kill_is_delivered_by_the_next(world: World) -> None:
    """The wake-up dies with the process that published; the row does not."""
    world.publish(ContributionAdded)
    outbox.woken.clear()

    assert "delivered 1" in deliver_elsewhere("never", "").stdout
