"""Two that ask the same become one, and can be taken apart again.

Answers, watchers and totals go to the original. Each thing that moved remembers where it came
from, so that undoing takes back those and no others.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tilth.contributions.events import ContributionMerged
from tilth.contributions.keep import settle
from tilth.contributions.models import Contribution, Merge, Reaction, Reply, Watch
from tilth.contributions.place import put_replies
from tilth.core.errors import Refused
from tilth.events.outbox import publish
from tilth.groups.models import Group


class CannotMerge(Refused):
    """The two do not fit together."""


@transaction.atomic
def merge(
    duplicate: Contribution, *, original: Contribution, actor_id: int, now: datetime
) -> Merge:
    """Idempotent for the same pair."""
    _hold(duplicate, original)
    duplicate.refresh_from_db()
    original.refresh_from_db()
    if Merge.objects.filter(duplicate=duplicate, original=original).exists():
        return duplicate.merge
    _check(duplicate, original)
    done = Merge.objects.create(
        duplicate=duplicate,
        original=original,
        merged_by_id=actor_id,
        merged_at=now,
        base_score=duplicate.base_score,
    )
    moving_replies = list(duplicate.replies.values_list("pk", flat=True))
    Reply.objects.filter(pk__in=moving_replies).update(merged_from=duplicate)
    put_replies(moving_replies, original)
    there = set(original.watches.values_list("person_id", flat=True))
    duplicate.watches.exclude(person_id__in=there).update(
        contribution=original, merged_from=duplicate
    )
    there_too = set(original.reaction_set.values_list("person_id", "name"))
    moving = [
        reaction.pk
        for reaction in duplicate.reaction_set.all()
        if (reaction.person_id, reaction.name) not in there_too
    ]
    Reaction.objects.filter(pk__in=moving).update(contribution=original, merged_from=duplicate)
    Contribution.objects.filter(pk=duplicate.pk).update(duplicate_of=original)
    _settle_both(duplicate, original)
    publish(
        ContributionMerged(actor_id=actor_id, contribution_id=duplicate.pk, original_id=original.pk)
    )
    return done


@transaction.atomic
def unmerge(duplicate: Contribution, *, actor_id: int) -> None:
    """What came from the duplicate goes back; what was added since stays with the original."""
    done = Merge.objects.filter(duplicate=duplicate).select_related("original").first()
    if done is None:
        return
    original = done.original
    _hold(duplicate, original)
    duplicate.refresh_from_db()
    # To the readers that the duplicate has: the original may have been moved meanwhile.
    given_away = Reply.objects.filter(merged_from=duplicate)
    going_back = list(given_away.values_list("pk", flat=True))
    given_away.update(merged_from=None)
    put_replies(going_back, duplicate)
    # Who has meanwhile said the same of the duplicate itself needs nothing given back.
    watching = list(duplicate.watches.values_list("person_id", flat=True))
    given = Watch.objects.filter(merged_from=duplicate).exclude(person_id__in=watching)
    given.update(contribution=duplicate, merged_from=None)
    said = set(duplicate.reaction_set.values_list("person_id", "name"))
    back = [
        reaction.pk
        for reaction in Reaction.objects.filter(merged_from=duplicate)
        if (reaction.person_id, reaction.name) not in said
    ]
    Reaction.objects.filter(pk__in=back).update(contribution=duplicate, merged_from=None)
    done.delete()
    Contribution.objects.filter(pk=duplicate.pk).update(duplicate_of=None)
    _settle_both(duplicate, original)
    publish(
        ContributionMerged(actor_id=actor_id, contribution_id=duplicate.pk, original_id=original.pk)
    )


def _hold(duplicate: Contribution, original: Contribution) -> None:
    groups = [pk for pk in (duplicate.group_id, original.group_id) if pk is not None]
    list(Group.objects.held().filter(pk__in=groups).order_by("pk"))
    pair = Contribution.objects.select_for_update(no_key=True)
    list(pair.filter(pk__in=[duplicate.pk, original.pk]).order_by("pk"))


def _check(duplicate: Contribution, original: Contribution) -> None:
    if duplicate.pk == original.pk:
        raise CannotMerge(_("That is the same one. Choose the one that was there before."))
    if duplicate.kind != original.kind:
        raise CannotMerge(_("Only two of the same kind can be merged."))
    if (duplicate.group_id, duplicate.audience_id) != (original.group_id, original.audience_id):
        # Answers would come before people for whom they were not written.
        raise CannotMerge(_("They stand in different groups. Move one of them first."))
    if duplicate.is_merged:
        raise CannotMerge(_("It is merged into another one already. Undo that first."))
    if original.is_merged or original.withdrawn_at or duplicate.withdrawn_at:
        raise CannotMerge(_("One of them is withdrawn or merged itself."))


def _settle_both(*pair: Contribution) -> None:
    for each in pair:
        latest = each.replies.aggregate(at=Max("created_at"))["at"]
        settle(each.pk, active_at=max(latest or each.created_at, each.created_at))
