"""No string outside the catalogue: in a made-up language each translation stands in brackets, what
people wrote is Cyrillic, and any Latin letter that is left was written into a page by hand."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html as lxml_html

from tilth.conftest import NOON, make_person, sign_in
from tilth.contributions.actions import contribute, mark_outdated, reply_to, revise
from tilth.contributions.kinds import kinds
from tilth.events.dispatcher import deliver_pending
from tilth.groups.actions import create_group
from tilth.people.models import Unit

SPOKEN = ("title", "aria-label", "placeholder", "alt", "value", "content")
NOT_WORDS = {"script", "style", "svg", "time", "kbd", "code", "option"}
OURS = {"Tilth", "KB", "MB", "B", "Ctrl", "K", "UTC", "esc", "English", "Deutsch", "Français"}


def bracketed(message: Any) -> str:
    return f"⟦{message}⟧"


class Brackets:
    """Stands in for a language: what Django asks a translation for."""

    def __getattr__(self, name: str) -> Any:
        return {
            "gettext": bracketed,
            "ngettext": lambda one, many, n: bracketed(one if n == 1 else many),
            "pgettext": lambda _context, message: bracketed(message),
            "npgettext": lambda _context, one, many, n: bracketed(one if n == 1 else many),
        }[name]


DATES = re.compile(r"date format of Django")


@pytest.fixture
def in_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("gettext", "ngettext", "npgettext"):
        monkeypatch.setattr(f"django.utils.translation._trans.{name}", getattr(Brackets(), name))
    # What is kept by language is made anew for this one.
    for module in ("core.templatetags.tilth", "home.templatetags.found"):
        monkeypatch.setattr(f"tilth.{module}.get_language", lambda: "in brackets")
    monkeypatch.setattr(
        "django.utils.translation._trans.pgettext",
        lambda context, message: message if DATES.search(context) else bracketed(message),
    )


@pytest.fixture
def world(db: None) -> dict[str, Any]:
    ada, gil = make_person("ада", name="Ада"), make_person("гил", name="Гил", is_admin=True)
    for person in (ada, gil):
        person.handle = person.name.lower()
        person.unit = Unit.objects.get_or_create(name="Насосы")[0]
        person.job, person.ask_about = "слесарь", "насосы"
        person.save()
    group = create_group(actor_id=gil.pk, name="Насосы", purpose="Все", rule="Коротко", now=NOON)
    question = contribute(
        kinds["question"],
        actor_id=ada.pk,
        group=group,
        title="Почему течёт?",
        body="Течёт, @гил.",
        tags=["насос"],
        own={"tried": "Всё"},
        now=NOON,
    )
    answer = reply_to(question, actor_id=gil.pk, body="Потому.", now=NOON)
    reply_to(question, actor_id=ada.pk, body="Спасибо.", parent=answer, now=NOON)
    revise(question, actor_id=ada.pk, body="Ещё течёт.", now=NOON)
    mark_outdated(answer, actor_id=gil.pk, reason="Старо", now=NOON)
    while deliver_pending():
        pass
    return {"ada": ada, "gil": gil, "group": group, "question": question, "answer": answer}


PATHS = (
    "/",
    "/?unanswered",
    "/search?q=насос",
    "/search?q=ничего",
    "/notifications/",
    "/notifications/?show=new",
    "/groups/",
    "/groups/new/",
    "/groups/{group}/",
    "/groups/{group}/edit/",
    "/groups/{group}/members/",
    "/administration/groups/",
    "/people/",
    "/people/{ada}/",
    "/people/{gil}/",
    "/people/{gil}/card/",
    "/people/me/edit/",
    "/settings/",
    "/tags/",
    "/tags/насос/",
    "/questions/new/",
    "/updates/new/",
    "/questions/{question}/",
    "/contributions/{question}/versions/",
    "/contributions/{question}/outdated/",
    "/contributions/{question}/duplicate/",
    "/contributions/{question}/group/",
    "/replies/{answer}/versions/",
    "/replies/{answer}/edit/",
    "/replies/{answer}/withdrawal/",
    "/questions/999999/",
    "/start/team/",
    "/offline/",
    "/join/nothing/",
)


@pytest.mark.usefixtures("in_brackets")
@pytest.mark.parametrize("path", PATHS)
def test_every_word_of_a_page_is_in_the_catalogue(path: str, world: dict[str, Any]) -> None:
    ids = {name: thing.pk for name, thing in world.items()}
    client = sign_in(world["gil"])

    response = client.get(path.format(**ids))

    assert response.status_code in {200, 404, 410}, path
    assert "⟦" in response.content.decode()
    assert sorted(bare_words(response.content.decode())) == []


def test_a_word_that_was_written_by_hand_is_found() -> None:
    page = "<main><p>⟦Ask ⟦Ada⟧⟧ or wait</p><button title='Now'>⟦Go⟧</button> tail</main>"

    assert sorted(bare_words(page)) == ["Now", "tail", "⟦Ask ⟦Ada⟧⟧ or wait"]


def bare_words(page: str) -> Iterator[str]:
    """What stands in Latin letters outside brackets, where a person reads or hears it."""
    for text in spoken(lxml_html.fromstring(page)):
        rest = re.sub(r"⟦[^⟦⟧]*⟧", "", re.sub(r"⟦[^⟦⟧]*⟧", "", text))
        left = [word for word in re.findall(r"[A-Za-zÀ-ÿ]{2,}", rest) if word not in OURS]
        if left:
            yield " ".join(text.split())


def spoken(element: Any) -> Iterator[str]:
    for node in element.iter():
        if not isinstance(node.tag, str):
            continue
        if {node.tag, *(up.tag for up in node.iterancestors())} & NOT_WORDS:
            if (
                node.tail
                and node.tail.strip()
                and not any(up.tag in NOT_WORDS for up in node.iterancestors())
            ):
                yield node.tail
            continue
        yield from (text for text in (node.text, node.tail) if text and text.strip())
        yield from _attributes(node)


def _attributes(node: Any) -> Iterator[str]:
    for name in SPOKEN:
        spoken_value = name != "value" or node.get("type") in {"submit", "button"}
        if (
            node.get(name)
            and spoken_value
            and (name != "content" or node.get("name") == "description")
        ):
            yield str(node.get(name))
