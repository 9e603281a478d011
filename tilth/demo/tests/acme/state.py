"""All there is, told without ids: two loads are alike when this is."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from tilth.contributions.models import (
    Contribution,
    Merge,
    Reaction,
    Reply,
    Tag,
    TagFollow,
    Tagging,
    TagUse,
    Version,
    Watch,
)
from tilth.files.models import File
from tilth.groups.models import Group, Membership
from tilth.notifications.models import Notification
from tilth.people.models import Follow, Person, Unit
from tilth.questions.models import AcceptedAnswer, Question
from tilth.search.models import SearchDocument
from tilth.updates.models import Update

FIELDS: dict[type[Model], str] = {
    Person: "email name handle standing is_admin company unit__name job town speaks ask_about"
    " face time_zone joined_at left_at",
    Unit: "name town parent__name managers__email",
    Follow: "follower__email followed__email",
    Group: "name kind visibility parent__name purpose rule member_count contribution_count"
    " created_at archived_at",
    Membership: "group__name person__email role since",
    Contribution: "author__email created_at title body kind group__name tags state listed awaits"
    " active_at reply_count score reactions card edited_at closed_at closed_reason"
    " duplicate_of__title outdated_reason",
    Question: "title tried tried_html",
    Update: "created_at sort",
    Reply: "author__email created_at body is_answer contribution__title contribution__created_at"
    " parent__body score reactions outdated_reason outdated_at merged_from__title",
    Reaction: "person__email name contribution__created_at reply__created_at reply__body",
    Watch: "person__email contribution__created_at muted merged_from__title",
    Version: "author__email number written_at title body tags own",
    Merge: "duplicate__title original__title merged_by__email merged_at",
    AcceptedAnswer: "accepted_by__email accepted_at reply__body",
    Tag: "name",
    Tagging: "tag__name contribution__created_at active_at",
    TagFollow: "tag__name person__email",
    Notification: "recipient__email reason thing_type created_at read_at withheld",
    File: "owner__email name type size created_at thing_type withheld",
    SearchDocument: "type kind",
}


def state() -> dict[str, Counter[str]]:
    groups = dict(Group.objects.values_list("pk", "name"))
    found = {
        model.__name__: counted(model._default_manager.values_list(*fields.split()))
        for model, fields in FIELDS.items()
    }
    uses = TagUse.objects.values_list("tag__name", "group_id", "count")
    found["TagUse"] = counted((name, groups.get(pk), count) for name, pk, count in uses)
    return found


def counted(rows: Iterable[Any]) -> Counter[str]:
    return Counter(repr(row) for row in rows)
