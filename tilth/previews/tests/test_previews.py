"""Links in a text: noted when it is written, fetched by a task, shown below it."""

from typing import Any

import pytest
from django.db import connection, transaction
from django_vtasks.db.models import QueuedTask

from tilth.conftest import LATER, NOON, Person, ask, share, sign_in
from tilth.contributions.actions import reply_to, revise, revise_reply
from tilth.contributions.models import Contribution
from tilth.core.outgoing import Page, Unreachable
from tilth.previews import tasks
from tilth.previews.models import LinkPreview, NotedLink, State
from tilth.previews.reading import read_page

URL = "https://example.com/bolts"
HTML = b"""<html><head><title>Bolts</title>
<meta property="og:title" content="Bolt load in &lt;flanged&gt; casings">
<meta name="description" content="Measured  strain
on 4 bolts.\xe2\x80\xae"><meta property="og:site_name" content="Journal">
<meta property="og:image" content="https://example.com/track.gif"></head></html>"""


def queued() -> int:
    return int(QueuedTask.objects.count())


def answers(monkeypatch: pytest.MonkeyPatch, body: bytes | None = HTML) -> list[str]:
    asked: list[str] = []

    def fetch(url: str) -> Page:
        asked.append(url)
        if body is None:
            raise Unreachable("no such host")
        return Page(url, "utf-8", body)

    monkeypatch.setattr(tasks, "fetch_page", fetch)
    return asked


def fetch_all() -> None:
    for pk in LinkPreview.objects.filter(state=State.WANTED).values_list("pk", flat=True):
        tasks.fetch_preview.func(pk)


def shown(person: Person, thing: Contribution) -> str:
    return sign_in(person).get(thing.get_absolute_url()).content.decode()


def test_a_link_is_fetched_by_a_task_and_shown(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answers(monkeypatch)

    update = share(ada, f"Read {URL} please.")

    assert queued() == 1
    assert 'class="source"' not in shown(ada, update)
    fetch_all()
    fetch_all()
    page = shown(ada, update)
    assert asked == [URL]
    assert f'<a class="source" href="{URL}" rel="noopener noreferrer nofollow">' in page
    assert "<b>Bolt load in &lt;flanged&gt; casings</b>" in page
    assert "<span>Measured strain on 4 bolts.</span><small>Journal</small>" in page
    assert "track.gif" not in page


def test_the_task_is_kept_or_lost_together_with_the_text(ada: Person) -> None:
    with transaction.atomic():
        share(ada, f"Read {URL}.")
        transaction.set_rollback(True)

    assert (queued(), NotedLink.objects.count()) == (0, 0)


def test_a_page_is_fetched_once_for_everybody(ada: Person, grace: Person) -> None:
    first, second = share(ada, f"Read {URL}"), share(grace, f"See {URL}")

    assert (queued(), LinkPreview.objects.count()) == (1, 1)
    LinkPreview.objects.update(state=State.SHOWN, title="Bolts")
    assert all("<b>Bolts</b>" in shown(ada, each) for each in (first, second))


def test_what_cannot_be_had_is_no_card(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, None)
    update = share(ada, f"Read {URL}")

    fetch_all()
    fetch_all()

    assert asked == [URL]
    assert 'class="source"' not in shown(ada, update)


def test_bare_ones_alone_and_no_more_than_three(ada: Person) -> None:
    bare = " ".join(f"https://example.com/{number}" for number in range(5))
    share(ada, f"[words](https://example.com/words) `https://example.com/code` {bare} {bare}")

    urls = list(NotedLink.objects.order_by("position").values_list("url", flat=True))
    assert urls == [f"https://example.com/{number}" for number in range(3)]


def test_below_answers_and_comments_too(question: Contribution, grace: Person) -> None:
    answer = reply_to(question, actor_id=grace.pk, body=f"See {URL}", now=NOON)
    reply_to(question, actor_id=grace.pk, parent=answer, body=f"And {URL}", now=NOON)
    LinkPreview.objects.update(state=State.SHOWN, title="Bolts")

    assert shown(grace, question).count("<b>Bolts</b>") == 2


def test_changing_a_text_changes_its_links(question: Contribution, ada: Person) -> None:
    answer = reply_to(question, actor_id=ada.pk, body=f"See {URL}", now=NOON)
    revise(question, actor_id=ada.pk, body=f"See {URL}", now=LATER)
    assert NotedLink.objects.count() == 2

    revise(question, actor_id=ada.pk, body="See https://example.com/other", now=LATER)
    revise_reply(answer, actor_id=ada.pk, body="Nothing to see.", now=LATER)

    assert [link.url for link in NotedLink.objects.all()] == ["https://example.com/other"]


def test_where_it_is_switched_off_nobody_is_asked(ada: Person, settings: Any) -> None:
    settings.LINK_PREVIEWS = False

    share(ada, f"Read {URL} and http://localhost:8000/people/{ada.pk}/")

    assert queued() == 0
    assert NotedLink.objects.count() == 1


# Things of our own


def ours(path: str) -> str:
    return f"http://localhost:8000{path}"


def test_a_thing_of_our_own_is_shown_as_the_reader_may_see_it(
    question: Contribution, ada: Person, mallory: Person
) -> None:
    paths = [
        question.get_absolute_url(),
        question.group.get_absolute_url(),
        mallory.get_absolute_url(),
    ]
    update = share(ada, " ".join(map(ours, paths)))

    assert queued() == 0  # never fetched: the server sees more than its readers
    hers, theirs = shown(ada, update), shown(mallory, update)
    assert "<b>Why does pump 7 leak?</b><span>Slowly.</span>" in hers
    assert "<b>Pump maintenance</b>" in hers
    assert "<b>Mallory</b>" in hers
    assert theirs.count('class="source"') == 1
    assert "<b>Mallory</b>" in theirs
    assert "pump 7" not in theirs
    assert "Pump maintenance" not in theirs


@pytest.mark.parametrize(
    "path",
    [
        "/files/1/a.txt",
        "/settings/",
        "/questions/999999/",
        "/nothing/1/",
        "/questions/x/",
        "/sign-out/",
    ],
)
def test_what_is_no_thing_is_no_card(path: str, ada: Person) -> None:
    assert 'class="source"' not in shown(ada, share(ada, ours(path)))


@pytest.mark.parametrize(
    "url",
    ["http://LOCALHOST:8000/questions/1/", "https://localhost/questions/1/", "http://localhost:9/"],
)
def test_no_spelling_of_our_own_address_is_fetched(url: str, ada: Person) -> None:
    share(ada, f"See {url}")

    assert queued() == 0


def test_what_was_withdrawn_is_no_card(question: Contribution, ada: Person) -> None:
    update = share(ada, ours(question.get_absolute_url()))
    Contribution.objects.filter(pk=question.pk).update(withdrawn_at=LATER)

    assert 'class="source"' not in shown(ada, update)


def test_a_page_costs_the_same_whatever_is_linked(question: Contribution, ada: Person) -> None:
    client = sign_in(ada)

    def cost() -> int:
        with connection.execute_wrapper(count := Count()):
            client.get(question.get_absolute_url())
        return count.times

    def link(times: int) -> None:
        for number in range(times):
            other = ask(ada, f"Why {number}?", group=question.group)
            body = f"{ours(other.get_absolute_url())} {ours(ada.get_absolute_url())}"
            reply_to(question, actor_id=ada.pk, body=f"{body} {URL}/{number}", now=NOON)

    link(1)
    first = cost()
    link(6)
    assert cost() == first


class Count:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.times += 1
        return execute(*args)


# What a page says of itself


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"<title>A &amp; B</title>", "A & B"),
        (b"<title>  A\n B C\x1b[31m\xe2\x80\xae </title>", "A B C [31m"),
        ("<meta charset=iso-8859-1><title>Größe</title>".encode("latin-1"), "Größe"),
        (b"<title><script>alert(1)</script></title>", "<script>alert(1)</script>"),
        (b"<meta property='og:title' content='" + b"x" * 5000 + b"'>", "x" * 199 + "…"),
        (b"<p>" * 100_000 + b"<title>Deep</title>", None),
        (b"", None),
        (b"\0\1\2", None),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><title>&b;</title>', None),
        (b"<meta " * 80_000, None),
    ],
)
def test_only_its_words_are_taken(body: bytes, title: str | None) -> None:
    said = read_page(Page(URL, "", body))

    if title is None:
        assert said is None or "root:" not in said.title
    else:
        assert said is not None
        assert said.title == title


def test_a_character_set_that_there_is_not_is_no_error() -> None:
    said = read_page(Page(URL, "no-such", b"<title>A</title>"))

    assert said is not None
    assert said == ("A", "", "example.com")


@pytest.mark.parametrize("charset", ["rot13", "zip", "idna", "undefined", "utf-8-sig", "\xff"])
def test_an_encoding_that_is_none_of_a_page_does_not_break_the_task(charset: str) -> None:
    said = read_page(Page(URL, charset, HTML))

    assert said is not None
    assert said.title == "Bolt load in <flanged> casings"
