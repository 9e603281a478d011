from django.conf import settings
from django.db import models

from tilth.access.scope import COMPANY, carries_audience


class Reason(models.TextChoices):
    """Why somebody is told, the strongest first."""

    MENTION = "mention"
    ACCEPTED = "accepted"
    ANSWER = "answer"
    REPLY = "reply"


@carries_audience
class Notification(models.Model):
    """One line for one person about one thing. Holds ids alone."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    reason = models.CharField(max_length=12, choices=Reason)
    thing_type = models.CharField(max_length=12)
    """`contribution`, or `reply`."""
    thing_id = models.BigIntegerField()
    contribution_id = models.BigIntegerField(db_index=True)
    """That it is about, or that it stands below."""
    group_id = models.BigIntegerField(null=True, db_index=True)
    audience_id = models.BigIntegerField(default=COMPANY)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    withheld = models.BooleanField(default=False)
    """What it is about was withdrawn."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "thing_type", "thing_id"], name="told_once_of_each"
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="inbox"),
            models.Index(
                fields=["recipient", "audience_id", "group_id"],
                condition=models.Q(read_at=None),
                name="unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.thing_type} {self.thing_id} to {self.recipient_id}"
