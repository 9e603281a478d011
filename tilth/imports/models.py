from django.db import models


class Imported(models.Model):
    """What became of one thing of another system: the memory by which an import that is repeated
    or was killed goes on where it was."""

    origin = models.CharField(max_length=200)
    """The site and the group it went to."""
    sort = models.CharField(max_length=20)
    """`user`, `question`, `answer`, `comment`, `link`, `tag` …"""
    foreign_id = models.CharField(max_length=120)
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    """Of what was read, so that a change there is seen."""
    settled = models.BooleanField(default=True)
    """Of a question: what is kept on it is up to date, and it was indexed."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "sort", "foreign_id"], name="imported_once")
        ]
        indexes = [
            models.Index(
                fields=["origin", "id"],
                condition=models.Q(settled=False),
                name="imported_unsettled",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.foreign_id} of {self.origin}"
