"""What was withdrawn says nothing to others, whatever stands around it."""

from tilth.conftest import NOON, api, ask, sign_in
from tilth.contributions.actions import reply_to, withdraw
from tilth.contributions.models import Link
from tilth.groups.models import Group
from tilth.people.models import Person


def test_it_does_not_say_what_it_pointed_to(pumps: Group, ada: Person, grace: Person) -> None:
    other = ask(ada, "Which gasket fits casing 12?", group=pumps)
    pointing = ask(ada, "Why?", group=pumps)
    Link.objects.create(contribution=pointing, target=other)
    reply_to(pointing, actor_id=grace.pk, body="I wonder, too.", now=NOON)
    page = pointing.get_absolute_url()
    assert "casing 12" in sign_in(grace).get(page).content.decode()

    withdraw(pointing, actor_id=ada.pk, now=NOON)

    seen = sign_in(grace).get(page).content.decode()
    assert "I wonder, too." in seen
    assert "casing 12" not in seen
    assert "casing 12" in sign_in(ada).get(page).content.decode()
    by_program = f"/api/v1/contributions/{pointing.pk}"
    assert api(grace).get(by_program).json()["links"] == []
    assert api(ada).get(by_program).json()["links"] != []
