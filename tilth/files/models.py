from django.conf import settings
from django.db import models
from django.urls import reverse

from tilth.access.scope import COMPANY, carries_audience

MAX_NAME = 200


@carries_audience
class File(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="files")
    name = models.CharField(max_length=MAX_NAME)
    """As the owner's machine called it; never used as a path."""
    type = models.CharField(max_length=100)
    """What its bytes say it is, whatever its name claims."""
    size = models.BigIntegerField()
    key = models.CharField(max_length=100, unique=True)
    """Where the storage keeps it."""
    created_at = models.DateTimeField()
    thing_type = models.CharField(max_length=12, blank=True)
    """`contribution` or `reply`; empty until it is attached."""
    thing_id = models.BigIntegerField(null=True)
    withheld = models.BooleanField(default=False)
    """Its thing was withdrawn: only the owner has it."""
    group_id = models.BigIntegerField(null=True, db_index=True)
    audience_id = models.BigIntegerField(default=COMPANY)

    class Meta:
        indexes = [models.Index(fields=["thing_type", "thing_id"], name="files_of_thing")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("file", args=[self.pk, self.name])
