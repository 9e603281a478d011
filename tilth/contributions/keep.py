"""What is kept on a contribution so that nothing has to be counted when it is shown.

Everything is counted anew under a lock on the row, never incremented: of two changes at once
neither is forgotten.
"""

from collections import Counter
from datetime import datetime

from django.db.models import Count, F, Sum

from tilth.contributions.models import (
    Contribution,
    Merge,
    Reaction,
    ReactionName,
    Reply,
    Tag,
    Tagging,
    TagUse,
)
from tilth.groups.models import Group

KEPT = [
    "listed",
    "state",
    "awaits",
    "reply_count",
    "card",
    "reactions",
    "score",
    "active_at",
]


def settle(contribution_id: int, *, active_at: datetime | None = None) -> Contribution:
    """Bring up to date what is kept, and hold the row until the transaction ends.

    active_at: something was added at that time, which brings it up in streams.
    """
    fresh = hold(contribution_id).its_kind.model._default_manager.get(pk=contribution_id)
    was_listed = fresh.listed
    replies = Counter(
        dict(
            Reply.objects.filter(contribution_id=contribution_id, withdrawn_at=None)
            .values_list("is_answer")
            .annotate(n=Count("pk"))
        )
    )
    fresh.reply_count = replies.total()
    merged = Merge.objects.filter(duplicate_id=contribution_id).exists()
    fresh.listed = fresh.withdrawn_at is None and not merged
    fresh.state = state_of(fresh)
    fresh.awaits = fresh.its_kind.has_answers and fresh.state == "open" and not replies[True]
    fresh.reactions, helpful = reactions_of(contribution=contribution_id)
    taken_over = fresh.merges.aggregate(total=Sum("base_score"))["total"] or 0
    fresh.score = fresh.base_score + taken_over + helpful
    fresh.card = {"words": fresh.card.get("words", ""), **fresh.its_kind.card(fresh)}
    if active_at is not None:
        fresh.active_at = active_at
    fresh.save(update_fields=KEPT)
    if fresh.listed != was_listed:
        place_tags(fresh)
        count_in_group(fresh.group_id, 1 if fresh.listed else -1)
    elif active_at is not None:
        Tagging.objects.filter(contribution_id=contribution_id).update(active_at=active_at)
    return fresh


def hold(contribution_id: int) -> Contribution:
    """Until the transaction ends nobody else changes it. Before its replies: one order of locks."""
    return Contribution.objects.select_for_update(no_key=True).get(pk=contribution_id)


def of_its_kind(contribution_id: int) -> Contribution:
    """The contribution as an object of its kind's model."""
    name = Contribution.objects.values_list("kind", flat=True).get(pk=contribution_id)
    model = Contribution(kind=name).its_kind.model
    return model._default_manager.get(pk=contribution_id)


def state_of(contribution: Contribution) -> str:
    if contribution.withdrawn_at is not None:
        return "withdrawn"
    if contribution.duplicate_of_id is not None:
        return "duplicate"
    if contribution.closed_at is not None:
        return "closed"
    if contribution.outdated_at is not None:
        return "outdated"
    return contribution.its_kind.state(contribution)


def settle_reply(reply: Reply) -> None:
    held = Reply.objects.select_for_update(no_key=True).get(pk=reply.pk)
    reply.reactions, helpful = reactions_of(reply=reply.pk)
    reply.score = held.base_score + helpful
    reply.save(update_fields=["reactions", "score"])


def reactions_of(**target: int) -> tuple[dict[str, int], int]:
    """How many by name, and how many found it helpful."""
    counted = dict(
        Reaction.objects.filter(**target).values_list("name").annotate(n=Count("pk")).order_by()
    )
    return counted, counted.get(ReactionName.HELPFUL, 0)


def count_in_group(group_id: int | None, change: int) -> None:
    if group_id is not None:
        count = F("contribution_count") + change
        Group.objects.filter(pk=group_id).update(contribution_count=count)


def place_tags(contribution: Contribution) -> None:
    """Make taggings and totals say what the contribution's `tags` say, as long as it is listed."""
    wanted = set(contribution.tags) if contribution.listed else set()
    present = {
        tagging.tag.name: tagging
        for tagging in Tagging.objects.filter(contribution_id=contribution.pk).select_related("tag")
    }
    gone = [tagging for name, tagging in present.items() if name not in wanted]
    Tagging.objects.filter(pk__in=[tagging.pk for tagging in gone]).delete()
    tags = tags_named(wanted - set(present))
    Tagging.objects.bulk_create(
        [
            Tagging(
                tag=tag,
                contribution_id=contribution.pk,
                active_at=contribution.active_at,
                created_at=contribution.created_at,
                audience_id=contribution.audience_id,
                group_id=contribution.group_id,
            )
            for tag in tags
        ]
    )
    changes = {tagging.tag_id: -1 for tagging in gone} | {tag.pk: 1 for tag in tags}
    for tag_id, change in sorted(changes.items()):  # in one order, so that no two wait in a circle
        count_use(tag_id, contribution, change)


def tags_named(names: set[str]) -> list[Tag]:
    """Most are there already: asked for first, as an insert in vain writes as well."""
    found = list(Tag.objects.filter(name__in=names)) if names else []
    if missing := names - {tag.name for tag in found}:
        Tag.objects.bulk_create([Tag(name=name) for name in sorted(missing)], ignore_conflicts=True)
        found += Tag.objects.filter(name__in=missing)
    return found


def count_use(tag_id: int, contribution: Contribution, change: int) -> None:
    use = TagUse.objects.filter(tag_id=tag_id, group_id=contribution.group_id or 0)
    if use.update(count=F("count") + change):
        return
    TagUse.objects.bulk_create(
        [
            TagUse(
                tag_id=tag_id,
                group_id=contribution.group_id or 0,
                audience_id=contribution.audience_id,
            )
        ],
        ignore_conflicts=True,
    )
    use.update(count=F("count") + change)
