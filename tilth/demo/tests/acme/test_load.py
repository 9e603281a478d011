from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.models import F, Q

from tilth.contributions.keep import KEPT, reactions_of, settle
from tilth.contributions.models import Contribution, Merge, Reply, Tagging, TagUse, Version, Watch
from tilth.demo.telling import TOLD_DAYS
from tilth.demo.tests.acme.conftest import TODAY, bring
from tilth.demo.tests.acme.state import state
from tilth.demo.threads import all_said, attached, threads
from tilth.events.models import OutboxEvent
from tilth.files.models import File
from tilth.groups.models import Group, Membership
from tilth.notifications.inbox import unread
from tilth.notifications.models import Notification
from tilth.people.models import Person, Unit
from tilth.questions.models import AcceptedAnswer
from tilth.search.models import SearchDocument
from tilth.stream import reader
from tilth.stream.sources import Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def called(key: str) -> Person:
    return Person.objects.get(handle=key)


def test_it_prints_whom_one_may_sign_in_as(acme: list[str]) -> None:
    roles = [line.split() for line in acme]
    assert [role for role, _, _ in roles] == ["admin", "employee", "gardener"]
    for _role, address, password in roles:
        assert Person.objects.get(email=address).check_password(password)
    assert called("henrik").is_admin


def test_all_that_is_written_is_there(acme: list[str]) -> None:
    written = list(threads())
    assert Contribution.objects.count() == len(written)
    assert Reply.objects.count() == sum(len(list(all_said(thread))) for thread in written)
    files = [name for thread in written for name in attached(thread)]
    assert sorted(File.objects.values_list("name", flat=True)) == sorted(files)
    assert all(default_storage.exists(file.key) for file in File.objects.all())
    assert not File.objects.filter(thing_type="").exists()
    assert AcceptedAnswer.objects.count() > 200
    assert Merge.objects.count() == sum("duplicate-of" in thread.head for thread in written)
    assert Version.objects.count() == sum(bool(thread.earlier) for thread in written)
    assert Contribution.objects.filter(state="closed").exclude(closed_reason="").exists()
    assert Reply.objects.exclude(outdated_at=None).exclude(outdated_reason="").exists()


def test_people_have_what_a_profile_shows(acme: list[str]) -> None:
    ada = called("ada")
    assert (ada.face, ada.town, ada.time_zone) == ("ada", "Kirkhaven", "Europe/London")
    assert ada.unit is not None
    assert [str(boss) for boss in ada.unit.managers.all()] == ["Ruth Ferris"]
    assert [each.name for each in Unit.objects.filter(parent=None)] == ["Acme Corporation"]
    assert called("lena").time_zone == "Europe/Berlin"
    assert called("gus").is_guest
    joined_late = Membership.objects.filter(since__lt=F("person__joined_at"))
    assert not joined_late.exists()


def test_times_are_in_order(acme: list[str]) -> None:
    assert not Contribution.objects.filter(created_at__gt=TODAY).exists()
    assert not Contribution.objects.filter(active_at__gt=TODAY).exists()
    assert not Reply.objects.filter(created_at__gt=TODAY).exists()
    assert not Reply.objects.filter(created_at__lte=F("parent__created_at")).exists()
    unmerged = Reply.objects.filter(merged_from=None)
    assert not unmerged.filter(created_at__lte=F("contribution__created_at")).exists()
    assert not AcceptedAnswer.objects.filter(accepted_at__lte=F("reply__created_at")).exists()
    assert not Contribution.objects.filter(created_at__lt=F("group__created_at")).exists()
    for member in Membership.objects.all():
        spoke = Q(author_id=member.person_id, group_id=member.group_id)
        assert not Contribution.objects.filter(spoke, created_at__lt=member.since).exists()
        assert not Reply.objects.filter(spoke, created_at__lt=member.since).exists()


def test_counting_anew_changes_nothing(acme: list[str]) -> None:
    for contribution in Contribution.objects.all():
        before = {name: getattr(contribution, name) for name in KEPT}
        fresh = settle(contribution.pk)
        assert {name: getattr(fresh, name) for name in KEPT} == before
    for reply in Reply.objects.all():
        assert (reply.reactions, reply.score) == reactions_of(reply=reply.pk)
    for group in Group.objects.all():
        assert group.member_count == group.memberships.count()
        assert group.contribution_count == group.contributions.filter(listed=True).count()
    for use in TagUse.objects.all():
        here = Tagging.objects.filter(tag_id=use.tag_id, group_id=use.group_id or None)
        assert here.count() == use.count


def test_last_activity_is_the_newest_reply(acme: list[str]) -> None:
    for contribution in Contribution.objects.filter(listed=True).prefetch_related("replies"):
        said = [reply.created_at for reply in contribution.replies.all()]
        assert contribution.active_at == max([contribution.created_at, *said])


def test_who_wrote_there_watches(acme: list[str]) -> None:
    watched = set(Watch.objects.values_list("contribution_id", "person_id"))
    assert set(Reply.objects.values_list("contribution_id", "author_id")) <= watched
    listed = Contribution.objects.filter(listed=True)
    assert set(listed.values_list("pk", "author_id")) <= watched


def test_mentions_and_tags_are_links(acme: list[str]) -> None:
    said = Reply.objects.filter(body__contains="@colm").exclude(author__handle="gus").first()
    assert said is not None
    assert called("colm").get_absolute_url() in said.html


def test_notices_tell_of_the_last_days_alone(acme: list[str]) -> None:
    oldest = TODAY - timedelta(days=TOLD_DAYS)
    assert Notification.objects.filter(created_at__gte=oldest).count() > 100
    assert not Notification.objects.filter(created_at__lt=oldest).exists()
    assert not Notification.objects.filter(read_at__gt=TODAY).exists()
    for handle in ("ada", "gil", "henrik"):
        told = Notification.objects.filter(recipient__handle=handle)
        newest_read = told.exclude(read_at=None).order_by("-pk").first()
        oldest_unread = told.filter(read_at=None).order_by("pk").first()
        assert newest_read is not None
        assert oldest_unread is not None
        assert newest_read.pk < oldest_unread.pk
        assert 1 <= unread(called(handle)) <= 6


@pytest.mark.parametrize("handle", ["ada", "gil", "henrik"])
def test_the_stream_shows_why_in_every_way(acme: list[str], handle: str) -> None:
    found = reader.read(called(handle), limit=40, now=TODAY)
    assert {item.reason for item in found.items} == set(Reason)


def test_all_of_it_can_be_found(acme: list[str]) -> None:
    assert not OutboxEvent.objects.filter(done_at=None).exists()
    for name, model in (("contribution", Contribution), ("reply", Reply), ("person", Person)):
        documents = SearchDocument.objects.filter(type=name)
        assert set(documents.values_list("object_id", flat=True)) == set(
            model._default_manager.values_list("pk", flat=True)
        )


def test_loading_again_changes_nothing(acme: list[str]) -> None:
    before = state()
    assert bring() == acme
    assert state() == before
