"""What a kind says of itself, and that a mistake in it is named when Tilth starts."""

from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel

from tilth.api.contribution import own_of
from tilth.conftest import api, ask, share, sign_in
from tilth.contributions.actions import withdraw
from tilth.contributions.kinds import kinds, register
from tilth.core.errors import Invalid
from tilth.events.dispatcher import deliver_pending
from tilth.people.models import Person
from tilth.updates.forms import ShareForm


def test_a_field_without_a_default_is_a_mistake() -> None:
    class Fields(BaseModel):
        sort: str

    with pytest.raises(ImproperlyConfigured, match="update: give the field sort a default"):
        register(replace(kinds["update"], fields=Fields))
    assert kinds["update"].fields is not Fields


def test_so_is_a_form_that_asks_for_what_the_kind_has_not() -> None:
    class Form(ShareForm):
        own_fields = ("sort", "mood")

    with pytest.raises(ImproperlyConfigured, match="mood"):
        register(replace(kinds["update"], form=Form))
    assert kinds["update"].form is ShareForm


def test_what_is_the_kinds_own_is_asked_where_its_form_says(ada: Person) -> None:
    sharing = sign_in(ada).get("/updates/new/").content.decode()
    asking = sign_in(ada).get("/questions/new/").content.decode()

    assert sharing.index('name="sort"') < sharing.index('name="body"')
    assert asking.index('name="body"') < asking.index('name="tried"')


def test_a_kind_is_asked_for_its_own_fields_whatever_another_takes() -> None:
    """In what is sent to change something all kinds' fields lie side by side."""
    assert own_of(kinds["update"], {"sort": "idea", "tried": "x", "body": "y"}) == {"sort": "idea"}
    assert own_of(kinds["question"], {"sort": "idea"}) == {}

    with pytest.raises(Invalid) as wrong:
        own_of(kinds["update"], {"sort": "of another kind"})
    assert wrong.value.field == "sort"


def test_what_is_found_bears_its_kind(ada: Person) -> None:
    ask(ada, "Why does the gasket leak?")
    share(ada, "The gasket came.")
    deliver_pending()

    page = sign_in(ada).get("/search?q=gasket").content.decode()

    main = page[page.index('id="items"') :]
    assert "Question</span>" in main
    assert "Update</span>" in main


def test_of_what_is_withdrawn_the_kinds_own_is_gone_for_others(ada: Person, grace: Person) -> None:
    thing = ask(ada, "Why?", tried="Turning it off.")
    path = f"/api/v1/contributions/{thing.pk}"
    assert api(grace).get(path).json()["tried"] == "Turning it off."

    withdraw(thing, actor_id=ada.pk, now=thing.created_at)

    assert api(grace).get(path).json()["tried"] == ""
    assert "Turning" not in sign_in(grace).get(f"/questions/{thing.pk}/").content.decode()
    assert api(ada).get(path).json()["tried"] == "Turning it off."
