from django.db import models


class State(models.TextChoices):
    WANTED = "wanted"
    SHOWN = "shown"
    NOTHING = "nothing"


class LinkPreview(models.Model):
    """A public page, as it presents itself to whoever asks without saying who they are."""

    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the address, which is too long for an index."""
    url = models.TextField()
    title = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=300, blank=True)
    site = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.WANTED)
    fetched_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.url


class NotedLink(models.Model):
    """A bare address in a text. It carries no audience: only whoever has the text asks for it."""

    thing_type = models.CharField(max_length=12)
    """`contribution` or `reply`."""
    thing_id = models.BigIntegerField()
    position = models.SmallIntegerField()
    url = models.TextField()
    preview = models.ForeignKey(LinkPreview, models.CASCADE, null=True)
    """None: it leads to something of our own."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing_type", "thing_id", "position"], name="link_at_one_place"
            )
        ]

    def __str__(self) -> str:
        return self.url
