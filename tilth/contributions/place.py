"""What belongs to a contribution lies where it lies: replies, files, notices, what is found of it."""

from collections.abc import Collection

from tilth.contributions.models import Contribution, Reply
from tilth.files.models import File
from tilth.notifications.models import Notification
from tilth.search.models import SearchDocument


def put_replies(reply_ids: Collection[int], contribution: Contribution) -> None:
    """Below a contribution, before its readers and no others, with all that is derived from them."""
    place = {"group_id": contribution.group_id, "audience_id": contribution.audience_id}
    below = {**place, "contribution_id": contribution.pk}
    Reply.objects.filter(pk__in=reply_ids).update(**below)
    File.objects.filter(thing_type="reply", thing_id__in=reply_ids).update(**place)
    Notification.objects.filter(thing_type="reply", thing_id__in=reply_ids).update(**below)
    # The rows are cut off here; the marks within the index follow with the event.
    SearchDocument.objects.filter(type="reply", object_id__in=reply_ids).update(**below)


def put_itself(contribution: Contribution) -> None:
    """What is derived of the contribution itself, after it has another group."""
    place = {"group_id": contribution.group_id, "audience_id": contribution.audience_id}
    itself = {"thing_type": "contribution", "thing_id": contribution.pk}
    File.objects.filter(**itself).update(**place)
    Notification.objects.filter(**itself).update(**place)
    found = SearchDocument.objects.filter(type="contribution", object_id=contribution.pk)
    found.update(**place)
