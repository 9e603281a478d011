from typing import Self

from django.db import models

from tilth.access.scope import carries_audience

CONTENTS = ("contribution", "reply")
"""What lies in a group and has the audience of it."""
NAMED = ("person", "group", "tag")
"""What people look for by its name: comes first where the name matches, however old."""


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def carried(self) -> Self:
        """Whose audience follows their group's. That of a group's own document is who knows of the
        group, which is another matter, and a person has none."""
        return self.filter(type__in=CONTENTS)


@carries_audience
class SearchDocument(models.Model):
    """A reference, and what the permission needs. Its words lie in the engine's index alone, and
    nothing readable of it is ever shown: results are loaded for whoever looks."""

    # Sorts by the time of the content, as both engines walk from the newest and imports are old.
    id = models.BigIntegerField(primary_key=True)
    type = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, blank=True)
    object_id = models.BigIntegerField()
    contribution_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    audience_id = models.BigIntegerField()

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "object_id"], name="found_once")]
        indexes = [
            models.Index(fields=["group_id"], name="found_in_group"),
            models.Index(fields=["contribution_id"], name="found_of_contribution"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}"
