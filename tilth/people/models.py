from datetime import date

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MAX_LINE = 100
MAX_ABOUT = 300
MAX_WORDS = 8
"""As many words of a search for people are looked at."""


class Standing(models.TextChoices):
    EMPLOYEE = "employee", _("employee")
    GUEST = "guest", _("guest")
    IMPORTED = "imported", _("imported")


class StreamOrder(models.TextChoices):
    ACTIVE = "active", _("most recently active first")
    NEWEST = "newest", _("newest first")


class Unit(models.Model):
    """A part of the company: a department, a site, a team on the chart."""

    name = models.CharField(max_length=100)
    town = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    managers: "models.ManyToManyField[Person, models.Model]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="manages"
    )

    def __str__(self) -> str:
        return self.name


class Company(models.Model):
    """The one whose installation this is. At most one row."""

    name = models.CharField(max_length=MAX_LINE)
    began_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_company")]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)

    def described(self, words: str) -> models.QuerySet["Person"]:
        """Those of whom each of the words is said: in their name, what they do and where, what one
        may ask them about, what they speak."""
        rows = self.filter(left_at=None)
        for word in words.split()[:MAX_WORDS]:
            said = models.Q(name__icontains=word) | models.Q(
                handle__contains=word.lower().removeprefix("@")
            )
            for field in ("job", "town", "ask_about", "speaks", "company", "unit__name"):
                said |= models.Q(**{f"{field}__icontains": word})
            rows = rows.filter(said)
        return rows

    def called(self, words: str) -> models.QuerySet["Person"]:
        """Those in whose name or handle each of the words stands. Where former colleagues are not
        named, they are not found by their name either."""
        rows = self.all()
        for word in words.lower().split():
            handle = word.removeprefix("@")
            rows = rows.filter(models.Q(name__icontains=word) | models.Q(handle__contains=handle))
        unnamed = bool(words.strip()) and settings.FORMER_COLLEAGUES == "unnamed"
        return rows.filter(left_at=None) if unnamed else rows


class Person(AbstractBaseUser):
    email = models.EmailField(unique=True, null=True, blank=True)
    """Lower case. Missing for imported people, who cannot sign in."""
    name = models.CharField(max_length=100)
    handle = models.CharField(max_length=60, unique=True)
    """Lower case; `@handle` mentions."""
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.EMPLOYEE)
    is_admin = models.BooleanField(default=False)
    company = models.CharField(max_length=100, blank=True)
    """Of a guest: whom they work for."""
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="people")
    job = models.CharField(max_length=MAX_LINE, blank=True)
    town = models.CharField(max_length=MAX_LINE, blank=True)
    speaks = models.CharField(max_length=MAX_LINE, blank=True)
    ask_about = models.CharField(max_length=MAX_ABOUT, blank=True)
    """What one may ask them about, with commas between."""
    face = models.CharField(max_length=30, blank=True)
    """A drawn face, of those in `faces.py`; empty: their initials."""
    photo = models.CharField(max_length=100, blank=True)
    """Where the storage keeps their photograph, shown instead of a face; see `photo.py`."""
    language = models.CharField(max_length=12, blank=True)
    """Empty: as the browser asks for."""
    time_zone = models.CharField(max_length=64, default="UTC")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    """Of a guest: the last day they may sign in."""
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    stream_order = models.CharField(max_length=6, choices=StreamOrder, default=StreamOrder.ACTIVE)
    mutes_company = models.BooleanField(default=False)
    """Leaves what is for the whole company out of their stream."""
    single_keys = models.BooleanField(default=True)
    """Whether a key pressed alone is a shortcut; who speaks to their machine switches it off."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = PersonManager()

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # what Django keeps as a column
        """May sign in and is sent things."""
        ended = self.ends_on is not None and self.ends_on < today()
        return self.left_at is None and self.standing != Standing.IMPORTED and not ended

    @property
    def is_guest(self) -> bool:
        """Sees as a guest does: from another company, or not yet started."""
        not_started = self.starts_on is not None and self.starts_on > today()
        return self.standing != Standing.EMPLOYEE or not_started

    @property
    def is_unnamed(self) -> bool:
        return self.left_at is not None and settings.FORMER_COLLEAGUES == "unnamed"

    @property
    def photo_url(self) -> str:
        """Of another photograph it is another address."""
        if not self.photo or self.is_unnamed:
            return ""
        return f"{reverse('person-photo', args=[self.pk])}?v={self.photo[-8:]}"

    @property
    def topics(self) -> list[str]:
        """What one may ask them about."""
        return [topic.strip() for topic in self.ask_about.split(",") if topic.strip()]

    @property
    def work(self) -> str:
        """What they do and where, to stand beside their name."""
        if self.is_unnamed:
            return ""
        return ", ".join(filter(None, [self.job, self.company or self.town]))

    @property
    def shown_name(self) -> str:
        return gettext("a former colleague") if self.is_unnamed else self.name

    @property
    def shown_handle(self) -> str:
        """Empty for whom nobody can mention any more."""
        return "" if self.is_unnamed else self.handle

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.pk])


class Follow(models.Model):
    follower = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    followed = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followed_id}"


def today() -> date:
    return timezone.now().date()
