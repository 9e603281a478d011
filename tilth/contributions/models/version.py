from django.conf import settings
from django.db import models

from tilth.contributions.models.contribution import Contribution
from tilth.contributions.models.reply import Reply
from tilth.core.text import MAX_TITLE


class Version(models.Model):
    """An earlier text, whole. What stands now is on the thing itself."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, related_name="versions"
    )
    reply = models.ForeignKey(Reply, models.CASCADE, null=True, related_name="versions")
    number = models.IntegerField()
    """From 1."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    title = models.CharField(max_length=MAX_TITLE, blank=True)
    body = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    own = models.JSONField(default=dict)
    """The kind's own fields."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "number"], name="contribution_version_once"
            ),
            models.UniqueConstraint(fields=["reply", "number"], name="reply_version_once"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
