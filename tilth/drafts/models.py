from django.conf import settings
from django.db import models

MAX_KEY = 80
MAX_DEVICE = 32


class Draft(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=MAX_KEY)
    fields = models.JSONField()
    """By name `{"now": [texts], "base": [texts]}`: what stands there, and what the page began with."""
    device = models.CharField(max_length=MAX_DEVICE, blank=True)
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.key

    def text(self, name: str) -> str:
        """What stands in a field; of several, the first."""
        return str(next(iter(self.fields.get(name, {}).get("now", [])), ""))
