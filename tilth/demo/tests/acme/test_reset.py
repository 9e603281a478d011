"""`tilth demo --reset`."""

import pytest
from django.core.files.storage import default_storage

from tilth.conftest import make_person, share
from tilth.contributions.actions import react, reply_to, revise, withdraw
from tilth.contributions.models import Contribution
from tilth.demo.reset import NotOurs
from tilth.demo.tests.acme.conftest import TODAY, bring
from tilth.demo.tests.acme.state import state
from tilth.files.models import File
from tilth.groups.actions import change_group, create_group
from tilth.groups.membership import let_in
from tilth.groups.models import Group
from tilth.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def bystander(acme: list[str]) -> Person:
    """Of a real company, which tries the demonstration out."""
    return make_person("nobody", email="nobody@real.test")


def bench() -> Group:
    return Group.objects.get(name="Test bench")


def test_it_is_as_it_was(
    acme: list[str], bystander: Person, django_capture_on_commit_callbacks: object
) -> None:
    before = state()
    ada = Person.objects.get(handle="ada")
    founded = create_group(actor_id=ada.pk, name="Gaskets", now=TODAY)
    share(ada, "In my new group.", group=founded, tags=["brand-new"], now=TODAY)
    added = share(bystander, "I only look.", group=bench(), tags=["brand-new"], now=TODAY)
    first = Contribution.objects.order_by("pk")[0]
    reply_to(first, actor_id=ada.pk, body="Still true.", now=TODAY)
    react(added, actor_id=ada.pk, name="helpful")
    revise(first, actor_id=first.author_id, title="Another title", now=TODAY)
    withdraw(Contribution.objects.order_by("-pk")[0], actor_id=ada.pk, now=TODAY)
    let_in(actor_id=ada.pk, group=bench(), person_id=bystander.pk, role="gardener", now=TODAY)
    change_group(
        actor_id=ada.pk,
        group=bench(),
        name=bench().name,
        kind="project",
        purpose="",
        rule="",
        prompt="",
        visibility="closed",
        parent=None,
        now=TODAY,
    )
    ada.name, ada.is_admin = "Somebody else", True
    ada.save()
    kept = set(File.objects.values_list("key", flat=True))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert bring(reset=True) == acme
    after = state()
    for name, rows in before.items():
        assert after[name] == rows, name
    assert not any(default_storage.exists(key) for key in kept)
    assert all(default_storage.exists(file.key) for file in File.objects.all())


def refused() -> None:
    before = state()
    with pytest.raises(NotOurs) as told:
        bring(reset=True)
    assert len(str(told.value).splitlines()) == 1
    assert state() == before


def test_what_others_wrote_elsewhere_is_never_touched(acme: list[str], bystander: Person) -> None:
    ours = create_group(actor_id=bystander.pk, name="Real work", now=TODAY)
    share(bystander, "A year of work.", group=ours, now=TODAY)
    refused()


def test_what_others_said_to_everybody_is_never_touched(acme: list[str], bystander: Person) -> None:
    to_all = Contribution.objects.filter(group=None)[0]
    reply_to(to_all, actor_id=bystander.pk, body="Me too.", now=TODAY)
    refused()


def test_a_group_of_others_below_one_of_these_is_never_touched(
    acme: list[str], bystander: Person
) -> None:
    create_group(actor_id=bystander.pk, name="Real work", parent=bench(), now=TODAY)
    refused()


def test_a_group_of_the_same_name_is_another_one(acme: list[str], bystander: Person) -> None:
    theirs = create_group(actor_id=bystander.pk, name="Test bench", now=TODAY)
    share(bystander, "A real bench.", group=theirs, now=TODAY)
    refused()


def test_people_of_the_demonstration_leave_the_groups_of_others(
    acme: list[str], bystander: Person
) -> None:
    theirs = create_group(actor_id=bystander.pk, name="Real work", now=TODAY)
    ada = Person.objects.get(handle="ada")
    let_in(actor_id=bystander.pk, group=theirs, person_id=ada.pk, now=TODAY)
    bring(reset=True)
    theirs.refresh_from_db()
    assert (theirs.member_count, theirs.memberships.count()) == (1, 1)
    assert Person.objects.filter(pk=bystander.pk).exists()


def test_a_group_of_the_same_name_stays_whoever_tends_it_too(
    acme: list[str], bystander: Person
) -> None:
    """They asked somebody of the demonstration in, even to tend it with them."""
    theirs = create_group(actor_id=bystander.pk, name="Test bench", now=TODAY)
    share(bystander, "A real bench.", group=theirs, now=TODAY)
    for someone in Person.objects.filter(memberships__group=bench_of_acme()).distinct():
        let_in(
            actor_id=bystander.pk,
            group=theirs,
            person_id=someone.pk,
            role="gardener",
            now=TODAY,
        )
    refused()


def bench_of_acme() -> Group:
    return Group.objects.filter(name="Test bench").earliest("pk")
