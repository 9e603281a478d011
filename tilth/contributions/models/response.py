from django.conf import settings
from django.db import models

from tilth.contributions.models.contribution import Contribution
from tilth.contributions.models.reply import Reply


class ReactionName(models.TextChoices):
    SAME_HERE = "same-here"
    HELPFUL = "helpful"
    THANKS = "thanks"


class Reaction(models.Model):
    """One tap of one person. Shown as totals alone."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, related_name="reaction_set"
    )
    reply = models.ForeignKey(Reply, models.CASCADE, null=True, related_name="reaction_set")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=10, choices=ReactionName)
    merged_from = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, related_name="reactions_given_away"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person", "name"], name="reacted_once_to_contribution"
            ),
            models.UniqueConstraint(
                fields=["reply", "person", "name"], name="reacted_once_to_reply"
            ),
            models.CheckConstraint(
                condition=models.Q(contribution=None) ^ models.Q(reply=None),
                name="reacted_to_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} by {self.person_id}"


class Watch(models.Model):
    """Who is told of what happens to a contribution."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="watches")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    muted = models.BooleanField(default=False)
    """Said that they do not want to be told, and stays so when they reply again."""
    merged_from = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, related_name="watches_given_away"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "person"], name="watched_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} watches {self.contribution_id}"
