from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilth.access.scope import COMPANY
from tilth.groups.kinds import CHOICES
from tilth.groups.prompts import Prompt

MAX_NAME = 100
MAX_PURPOSE = 1000
MAX_RULE = 200


class Visibility(models.TextChoices):
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    HIDDEN = "hidden", _("hidden")


class Role(models.TextChoices):
    READER = "reader", _("reader")
    CONTRIBUTOR = "contributor", _("contributor")
    GARDENER = "gardener", _("gardener")


class GroupQuerySet(models.QuerySet["Group"]):
    def held(self) -> "GroupQuerySet":
        """Still until this transaction ends: for whoever copies an audience from a group."""
        return self.select_for_update(no_key=True)

    def at_or_below(self, paths: list[str]) -> "GroupQuerySet":
        parts = [models.Q(path__startswith=path) for path in paths]
        return self.filter(models.Q(*parts, _connector=models.Q.OR)) if parts else self.none()


class Group(models.Model):
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=MAX_NAME)
    kind = models.CharField(max_length=20, choices=CHOICES, default="team")
    purpose = models.TextField(blank=True)
    rule = models.CharField(max_length=MAX_RULE, blank=True)
    """One line, shown to whoever writes here."""
    prompt = models.CharField(max_length=8, choices=Prompt, blank=True)
    """What the composer asks here; empty is what the company asks."""
    visibility = models.CharField(max_length=6, choices=Visibility, default=Visibility.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    # Kept, not counted when shown.
    member_count = models.IntegerField(default=0, editable=False)
    contribution_count = models.IntegerField(default=0, editable=False)

    # Three things that follow from the tree, kept by `groups.tree` whenever it changes.
    path = models.CharField(max_length=500, default="", editable=False, db_index=True)
    """The ids from the top down to this group: `/3/14/`."""
    audience_id = models.BigIntegerField(default=COMPANY, editable=False)
    """Whose members read the contents: this group, one above it, or COMPANY."""
    known_to_id = models.BigIntegerField(default=COMPANY, editable=False, db_index=True)
    """Whose members see name and purpose."""

    objects = GroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.pk])

    @property
    def ids_above(self) -> list[int]:
        """From the top down, without itself."""
        return [int(part) for part in self.path.split("/") if part][:-1]


class Membership(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=11, choices=Role, default=Role.CONTRIBUTOR)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="one_membership_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


class JoinLink(models.Model):
    """Whoever has the link comes in. Only a digest of it is kept, so that it is shown once."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="join_links")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"into {self.group_id}"


class Petition(models.Model):
    """On the way to a membership: asked for by the person, or offered by a member."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="petitions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="petitions")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    """None: the person asks."""
    role = models.CharField(max_length=11, choices=Role, default=Role.CONTRIBUTOR)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="one_petition_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.group_id}"


class GroupNote(models.Model):
    """A line in the group's book that its members can read: who came in by right, and such."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="notes")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    what = models.CharField(max_length=40)
    """A word of `groups.notes.WORDS`."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} by {self.actor_id}"
