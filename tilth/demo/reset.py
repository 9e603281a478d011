"""Clears the demonstration company away, with all that was added to it since, and nothing else.

Its people are known by their addresses, which end in `.example` and can belong to nobody real; its
groups by those who tend them, and who founded them.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _

from tilth.access import forget_scopes
from tilth.contributions.models import Contribution, Reply, Tag, TagUse
from tilth.core.errors import Refused
from tilth.demo.company import Company
from tilth.files.models import File
from tilth.groups.models import Group, Membership, Role
from tilth.notifications.models import Notification
from tilth.people.models import Person
from tilth.search.index import forget


class NotOurs(Refused):
    """Something here belongs to others."""


@dataclass(frozen=True)
class Ours:
    people: list[int]
    groups: list[int]

    def written(self) -> Q:
        """What lies in its groups, whoever wrote it, and what its people wrote anywhere."""
        return Q(group_id__in=self.groups) | Q(author_id__in=self.people)


def clear_away(company: Company) -> None:
    """Raises NotOurs, and changes nothing, where people who are not of the demonstration have put
    something elsewhere than into its groups."""
    ours = find(company)
    refuse_what_is_not_ours(ours)
    clear_files(ours)
    contributions = Contribution.objects.filter(ours.written())
    replies = Reply.objects.filter(Q(contribution__in=contributions) | ours.written())
    reply_ids, ids = pks(replies), pks(contributions)
    forget("reply", reply_ids)
    forget("contribution", ids)
    Notification.objects.filter(contribution_id__in=ids).delete()
    Reply.objects.filter(pk__in=reply_ids).delete()
    Contribution.objects.filter(pk__in=ids).delete()
    clear_tags(ours)
    clear_groups(ours)
    forget("person", ours.people)
    Person.objects.filter(pk__in=ours.people).delete()
    forget_scopes()


def find(company: Company) -> Ours:
    addresses = [someone.address for someone in company.people]
    people = Person.objects.filter(email__in=addresses)
    tended = Membership.objects.filter(role=Role.GARDENER)
    by_them = set(tended.filter(person__in=people).values_list("group_id", flat=True))
    by_others = set(tended.exclude(person__in=people).values_list("group_id", flat=True))
    # One that somebody else tends by now is known by its name and by its founder, who is still in.
    founded = {
        group_id
        for place in company.groups
        for group_id in Membership.objects.filter(
            group__name=place.name,
            person__email__in=[
                each.address for each in company.people if each.key == place.founder
            ],
        ).values_list("group_id", flat=True)
    }
    candidates = (by_them - by_others) | founded
    return Ours(pks(people), sorted(candidates - begun_by_others(candidates, people)))


def begun_by_others(groups: set[int], people: QuerySet[Person]) -> set[int]:
    """Whoever came first founded it. A group of a real company may bear the same name, and people of
    the demonstration may have been asked in, even to tend it."""
    firsts = Membership.objects.filter(group_id__in=groups).values("group_id")
    first_ids = firsts.annotate(first=Min("pk")).values_list("first", flat=True)
    begun = Membership.objects.filter(pk__in=list(first_ids)).exclude(person__in=people)
    return set(begun.values_list("group_id", flat=True))


def refuse_what_is_not_ours(ours: Ours) -> None:
    written = Contribution.objects.exclude(ours.written()).count()
    replies = Reply.objects.exclude(ours.written()).count()
    groups = Group.objects.exclude(pk__in=ours.groups)
    below = groups.filter(parent_id__in=ours.groups).count()
    if written or replies or below:
        raise NotOurs(
            _(
                "Here is more than the demonstration: %(written)s contributions and %(replies)s"
                " replies of others outside its groups, %(groups)s groups of others inside them."
                " Nothing was changed."
            )
            % {"written": written, "replies": replies, "groups": below}
        )


def clear_files(ours: Ours) -> None:
    """The bytes when it is certain that the rows are gone."""
    files = File.objects.filter(Q(group_id__in=ours.groups) | Q(owner_id__in=ours.people))
    for key in files.values_list("key", flat=True):
        transaction.on_commit(partial(default_storage.delete, key))
    files.delete()


def clear_tags(ours: Ours) -> None:
    """Those that nobody else follows or explains. Nothing is left that could bear one."""
    TagUse.objects.filter(group_id__in=[0, *ours.groups]).delete()
    followed = Tag.objects.filter(follows__isnull=False).exclude(follows__person_id__in=ours.people)
    unused = Tag.objects.filter(taggings=None, uses=None)
    unused.exclude(pk__in=pks(followed)).exclude(wikis__isnull=False).delete()


def clear_groups(ours: Ours) -> None:
    """Those below first. Where its people were in groups of others, these count anew."""
    forget("group", ours.groups)
    deepest_first = sorted(
        Group.objects.filter(pk__in=ours.groups), key=lambda group: -group.path.count("/")
    )
    for group in deepest_first:
        group.delete()
    others = Group.objects.filter(memberships__person_id__in=ours.people).distinct()
    for group in list(others):
        Membership.objects.filter(group=group, person_id__in=ours.people).delete()
        group.member_count = group.memberships.count()
        group.save(update_fields=["member_count"])


def pks(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True))
