from urllib.parse import quote

from django.conf import settings
from django.db import models

from tilth.access.scope import carries_audience
from tilth.contributions.models.contribution import Contribution
from tilth.core.text import MAX_TAG


class Tag(models.Model):
    name = models.CharField(max_length=MAX_TAG, unique=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return url_of_tag(self.name)


def url_of_tag(name: str) -> str:
    return f"/tags/{quote(name, safe='')}/"


@carries_audience
class Tagging(models.Model):
    """Repeats of the contribution what the stream of a tag filters and sorts by. Only of what is
    listed."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="taggings")
    active_at = models.DateTimeField()
    created_at = models.DateTimeField()
    audience_id = models.BigIntegerField()
    group_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "tag"], name="tagged_once")]
        indexes = [
            models.Index(
                fields=["tag", "active_at", "contribution", "audience_id", "group_id"],
                name="active_of_tag",
            ),
            models.Index(
                fields=["tag", "created_at", "contribution", "audience_id", "group_id"],
                name="newest_of_tag",
            ),
            models.Index(fields=["group_id"], name="tagging_in_group"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} about {self.tag_id}"


@carries_audience
class TagUse(models.Model):
    """Kept: how often a tag is used in one group. Who may not read the group does not learn of it,
    nor of a tag that is used nowhere else."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="uses")
    group_id = models.BigIntegerField(default=0, db_index=True)
    """0: of what has no group. Not NULL, of which a constraint would allow several."""
    audience_id = models.BigIntegerField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "group_id"], name="tag_use_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} in {self.group_id}: {self.count}"


@carries_audience
class TagWiki(models.Model):
    """What a group says a tag means."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="wikis")
    group_id = models.BigIntegerField(default=0, db_index=True)
    audience_id = models.BigIntegerField()
    body = models.TextField()
    html = models.TextField()
    source = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "group_id"], name="tag_wiki_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} explained in {self.group_id}"


class TagFollow(models.Model):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tag_follows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "person"], name="follow_tag_once")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.tag_id}"
