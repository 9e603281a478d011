import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404  # noqa: TID251  (what the kernel raises)
from django.test.utils import isolate_apps

from tilth.access import YES, can, check, fetch, no
from tilth.access.policy import policy_of
from tilth.conftest import share
from tilth.contributions.models import Contribution, Watch
from tilth.contributions.policies import ContributionPolicy
from tilth.groups.models import Group
from tilth.people.models import Person
from tilth.questions.models import Question
from tilth.questions.policies import QuestionPolicy
from tilth.updates.models import Update


@isolate_apps("tilth.contributions")
def test_the_nearest_policy_counts() -> None:
    class Idea(Contribution):
        class Meta:
            proxy = True
            app_label = "contributions"

    assert type(policy_of(Question)) is QuestionPolicy
    assert type(policy_of(Idea)) is ContributionPolicy
    assert type(policy_of(Update)) is ContributionPolicy


def test_a_model_without_a_policy_is_a_mistake() -> None:
    with pytest.raises(LookupError, match=r"Watch has no policy\. Write one"):
        policy_of(Watch)


def test_a_verdict_is_true_or_has_a_reason() -> None:
    assert YES
    assert not no("It is withdrawn.")
    assert no("It is withdrawn.").reason == "It is withdrawn."


def test_an_invisible_thing_is_not_found_whatever_is_asked_of_it(
    question: Contribution, mallory: Person
) -> None:
    for verb in ("view", "edit", "withdraw"):
        with pytest.raises(Http404):
            fetch(mallory, verb, Contribution.objects.all(), pk=question.pk)


def test_a_visible_thing_that_is_not_theirs_is_refused_with_the_reason(
    question: Contribution, grace: Person
) -> None:
    with pytest.raises(PermissionDenied, match="Only its author changes the words"):
        fetch(grace, "edit", Contribution.objects.all(), pk=question.pk)


def test_whoever_may_has_it(question: Contribution, ada: Person) -> None:
    assert fetch(ada, "edit", Contribution.objects.all(), pk=question.pk).pk == question.pk
    check(ada, "edit", question)


def test_what_was_loaded_as_the_spine_is_asked_as_its_kind(
    question: Contribution, ada: Person
) -> None:
    spine = Contribution.objects.get(pk=question.pk)

    assert can(ada, "accept_answer", spine, as_a=Question)
    with pytest.raises(AttributeError):
        can(ada, "accept_answer", spine)


def test_a_verb_that_nobody_defined_is_a_mistake(pumps: Group, ada: Person) -> None:
    with pytest.raises(AttributeError, match="can_fly"):
        can(ada, "fly", share(ada, "So.", group=pumps))
