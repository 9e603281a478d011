from functools import cache

from django.conf import settings
from django.db import models
from django.urls import reverse

from tilth.access.scope import carries_audience
from tilth.contributions.kinds import Kind, kinds
from tilth.contributions.models.written import Written
from tilth.core.text import MAX_TITLE
from tilth.groups.models import Group

LISTED = models.Q(listed=True)


@carries_audience
class Contribution(Written):
    kind = models.CharField(max_length=20)
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    title = models.CharField(max_length=MAX_TITLE, blank=True)
    tags = models.JSONField(default=list)
    """Names, sorted; the taggings beside it are what streams and pages of tags read."""
    active_at = models.DateTimeField()
    state = models.CharField(max_length=9, default="open")
    """Kept; see `contributions.keep.state_of`."""
    listed = models.BooleanField(default=True)
    awaits = models.BooleanField(default=False)
    """Nobody has answered it."""
    reply_count = models.IntegerField(default=0)
    card = models.JSONField(default=dict, editable=False)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=500, blank=True)
    duplicate_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="duplicates")

    class Meta:
        # The stream walks these from the newest on and finds all it needs in the index itself.
        indexes = [
            models.Index(
                fields=["group", "active_at", "id", "audience_id"],
                condition=LISTED,
                name="active_in_group",
            ),
            models.Index(
                fields=["group", "created_at", "id", "audience_id"],
                condition=LISTED,
                name="newest_in_group",
            ),
            models.Index(
                fields=["author", "active_at", "id", "audience_id", "group"],
                condition=LISTED,
                name="active_of_author",
            ),
            models.Index(
                fields=["author", "created_at", "id", "audience_id", "group"],
                condition=LISTED,
                name="newest_of_author",
            ),
            models.Index(
                fields=["active_at", "id", "group", "author", "audience_id"],
                condition=LISTED,
                name="active_of_all",
            ),
            models.Index(
                fields=["created_at", "id", "group", "author", "audience_id"],
                condition=LISTED,
                name="newest_of_all",
            ),
            models.Index(
                fields=["group", "active_at", "id", "audience_id"],
                condition=LISTED & models.Q(awaits=True),
                name="awaiting_in_group",
            ),
        ]

    def __str__(self) -> str:
        return name_of(self.title, self.body)

    def get_absolute_url(self) -> str:
        return url_of(self.kind, self.pk)

    @property
    def its_kind(self) -> Kind:
        return kinds[self.kind]

    @property
    def same_here(self) -> int:
        """How many said that it is theirs too."""
        return int(self.reactions.get("same-here", 0))

    @property
    def is_merged(self) -> bool:
        """Its answers are with another one. (An imported duplicate kept its own, and is listed.)"""
        return self.duplicate_of_id is not None and not self.listed and self.withdrawn_at is None


def name_of(title: str, body: str) -> str:
    return title or body[:60]


def url_of(kind: str, pk: int) -> str:
    return f"{_where(kind)}{pk}/"


@cache
def _where(kind: str) -> str:
    """All of a kind lie side by side. `reverse` for each of a hundred links is a tenth of a page."""
    return reverse("contribution", args=[kinds[kind].prefix, 0]).removesuffix("0/")


class Link(models.Model):
    """That one contribution points to another."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="links")
    target = models.ForeignKey(Contribution, models.CASCADE, related_name="linked_from")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "target"], name="linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} to {self.target_id}"


class Merge(models.Model):
    """A duplicate whose answers, watchers and totals went to the original. Deleted when undone."""

    duplicate = models.OneToOneField(Contribution, models.CASCADE, related_name="merge")
    original = models.ForeignKey(Contribution, models.CASCADE, related_name="merges")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    base_score = models.IntegerField()
    """What the duplicate's own total added to the original's."""

    def __str__(self) -> str:
        return f"{self.duplicate_id} into {self.original_id}"
