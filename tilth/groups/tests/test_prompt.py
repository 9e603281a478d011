"""What the empty line asks: chosen per group, the company's otherwise."""

from typing import Any

import pytest

from tilth.conftest import api, sign_in
from tilth.groups.models import Group
from tilth.people.models import Person

WORDS = {
    "problem": "What problem are you trying to solve?",
    "thinking": "What are you thinking?",
    "help": "Can anyone help me…?",
}


@pytest.mark.parametrize("prompt", WORDS)
def test_a_group_asks_what_it_chose(prompt: str, pumps: Group, gil: Person) -> None:
    form = {"name": "Pumps", "kind": "team", "visibility": "hidden", "prompt": prompt}
    client = sign_in(gil)
    assert client.post(f"/groups/{pumps.pk}/edit/", form).status_code == 302

    page = client.get(f"/groups/{pumps.pk}/").content.decode()

    assert f'placeholder="{WORDS[prompt]}"' in page
    assert f'name="group" value="{pumps.pk}"' in page


@pytest.mark.parametrize("prompt", WORDS)
def test_elsewhere_it_is_the_companys(
    prompt: str, pumps: Group, ada: Person, settings: Any
) -> None:
    settings.COMPOSER_PROMPT = prompt

    for path in ("/", f"/groups/{pumps.pk}/"):
        assert f'placeholder="{WORDS[prompt]}"' in sign_in(ada).get(path).content.decode()


def test_programs_set_it_too(pumps: Group, gil: Person, ada: Person, mallory: Person) -> None:
    path = f"/api/v1/groups/{pumps.pk}"

    changed = api(gil).patch(path, {"prompt": "help"}, content_type="application/json")
    wrong = api(gil).patch(path, {"prompt": "poem"}, content_type="application/json")
    again = api(gil).patch(path, {"rule": "Kindly."}, content_type="application/json")

    assert (changed.status_code, changed.json()["prompt"]) == (200, "help")
    assert wrong.status_code == 422
    assert again.json()["prompt"] == api(ada).get(path).json()["prompt"] == "help"


def test_a_new_group_has_the_one_it_is_given(ada: Person) -> None:
    made = api(ada).post(
        "/api/v1/groups", {"name": "Valves", "prompt": "thinking"}, content_type="application/json"
    )

    assert made.json()["prompt"] == "thinking"


def test_who_may_not_write_there_has_no_line(pumps: Group, reader: Person) -> None:
    page = sign_in(reader).get(f"/groups/{pumps.pk}/").content.decode()

    assert "composer-line" not in page
