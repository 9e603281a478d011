from django.db import models

from tilth.access.scope import carries_audience
from tilth.contributions.models.contribution import Contribution
from tilth.contributions.models.written import Written


@carries_audience
class Reply(Written):
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="replies")
    group_id = models.BigIntegerField(null=True, db_index=True)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="comments"
    )
    """The answer or reply commented on, which itself has none."""
    is_answer = models.BooleanField(default=False)
    merged_from = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, related_name="replies_given_away"
    )

    class Meta:
        indexes = [
            models.Index(fields=["contribution", "created_at", "id"], name="replies_in_order"),
            models.Index(
                fields=["author", "created_at", "id", "audience_id", "group_id"],
                name="replies_of_author",
            ),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{self.contribution.get_absolute_url()}#reply-{self.pk}"
