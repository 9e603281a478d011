from django.conf import settings
from django.db import models

from tilth.access.scope import COMPANY


class Written(models.Model):
    """What a contribution and a reply have in common: somebody wrote it, others respond to it."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)s_set"
    )
    audience_id = models.BigIntegerField(default=COMPANY, editable=False)
    """A copy of the group's, so that a permission is a list of ids and never a join."""
    body = models.TextField(blank=True)
    html = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    outdated_at = models.DateTimeField(null=True)
    outdated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    outdated_reason = models.CharField(max_length=500, blank=True)
    base_score = models.IntegerField(default=0)
    """What it brought along from where it was imported."""
    score = models.IntegerField(default=0)
    """Kept: base_score and one for each who found it helpful."""
    reactions = models.JSONField(default=dict)
    """Kept: how many by name. Never who."""
    source = models.JSONField(null=True)
    """Of what was imported: `{"url", "author", "licence"}`, as its licence asks."""

    class Meta:
        abstract = True
