from datetime import timedelta

from django.contrib.sessions.models import Session
from django.tasks import task
from django.utils import timezone

from tilth.drafts.actions import KEPT_DAYS, files_held, sweep_drafts
from tilth.events.dispatcher import forget_delivered
from tilth.files.actions import discard
from tilth.files.models import File
from tilth.once.keys import forget_answers

DELIVERED_DAYS = 7
ANSWERS_DAYS = 7
UNATTACHED_DAYS = 2


@task
def clear_up() -> None:
    """Every night: drop what nobody needs any more. Idempotent."""
    now = timezone.now()
    forget_delivered(before=now - timedelta(days=DELIVERED_DAYS))
    forget_answers(before=now - timedelta(days=ANSWERS_DAYS))
    Session.objects.filter(expire_date__lt=now).delete()
    sweep_drafts(before=now - timedelta(days=KEPT_DAYS))
    held = files_held()
    for file in File.objects.filter(
        thing_type="", created_at__lt=now - timedelta(days=UNATTACHED_DAYS)
    ):
        if (file.owner_id, file.pk) not in held:
            discard(file)
