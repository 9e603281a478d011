from django.db import transaction

from tilth.access.scope import COMPANY
from tilth.contributions.events import ContributionChanged
from tilth.contributions.keep import count_in_group, place_tags
from tilth.contributions.models import Contribution
from tilth.contributions.place import put_itself, put_replies
from tilth.events.outbox import publish
from tilth.groups.models import Group


@transaction.atomic
def move(contribution: Contribution, *, actor_id: int, group: Group | None) -> None:
    """Into another group, with all that belongs to it. Its readers change in this transaction."""
    target = group.pk if group else None
    involved = sorted(pk for pk in {contribution.group_id, target} if pk is not None)
    held = {each.pk: each for each in Group.objects.held().filter(pk__in=involved).order_by("pk")}
    fresh = Contribution.objects.select_for_update(no_key=True).get(pk=contribution.pk)
    if fresh.group_id == target:
        return
    listed, fresh.listed = fresh.listed, False
    place_tags(fresh)  # out of the old group's totals
    if listed:
        count_in_group(fresh.group_id, -1)
        count_in_group(target, 1)
    fresh.group_id, fresh.listed = target, listed
    fresh.audience_id = held[target].audience_id if target is not None else COMPANY
    fresh.save(update_fields=["group", "audience_id"])
    put_itself(fresh)
    put_replies(list(fresh.replies.values_list("pk", flat=True)), fresh)
    place_tags(fresh)
    contribution.group_id, contribution.audience_id = fresh.group_id, fresh.audience_id
    publish(ContributionChanged(actor_id=actor_id, contribution_id=fresh.pk))
