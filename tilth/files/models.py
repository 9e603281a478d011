from django.conf import settings
from django.db import models
from django.urls import reverse

from tilth.access.scope import COMPANY, carries_audience
from tilth.files.sniff import PLAYED, icon_of

MAX_NAME = 200
MAX_DESCRIPTION = 300
WIDTHS = (400, 800, 1600)
"""Of the smaller pictures that are made of a picture; one that is no wider has fewer."""


@carries_audience
class File(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="files")
    name = models.CharField(max_length=MAX_NAME)
    """As the owner's machine called it; never used as a path."""
    type = models.CharField(max_length=100)
    """What its bytes say it is, whatever its name claims. Of a picture: of what we made of it."""
    size = models.BigIntegerField()
    key = models.CharField(max_length=100, unique=True)
    """Where the storage keeps it."""
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    """Pixels of a picture that is shown in place; null for everything else."""
    description = models.CharField(max_length=MAX_DESCRIPTION, blank=True)
    """What is to be seen, for whoever does not see it."""
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

    @property
    def is_picture(self) -> bool:
        return self.width is not None

    @property
    def is_audio(self) -> bool:
        return self.type in PLAYED and self.type.startswith("audio/")

    @property
    def is_video(self) -> bool:
        return self.type in PLAYED and self.type.startswith("video/")

    @property
    def is_opened(self) -> bool:
        """A browser may open it: we made it, or its first bytes leave no doubt what it is."""
        return self.is_picture or self.is_audio or self.is_video

    @property
    def alt(self) -> str:
        """What a picture says to whoever does not see it: at least what it is called."""
        return self.description or self.name.rpartition(".")[0] or self.name

    @property
    def icon(self) -> str:
        return icon_of(self.type)

    @property
    def widths(self) -> list[int]:
        """The smaller pictures there are of a picture."""
        return [width for width in WIDTHS if width < (self.width or 0)]

    def key_of(self, width: int | None) -> str:
        """Where the storage keeps a smaller picture, or the file itself."""
        return f"{self.key}-{width}" if width in self.widths else self.key

    @property
    def keys(self) -> list[str]:
        return [self.key, *map(self.key_of, self.widths)]

    @property
    def srcset(self) -> str:
        """For `<img srcset>`: its addresses and their widths."""
        url = self.get_absolute_url()
        return ", ".join(f"{url}?width={width} {width}w" for width in [*self.widths, self.width])
