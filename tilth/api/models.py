from django.conf import settings
from django.db import models
from django.utils import timezone


class Token(models.Model):
    """What a program signs in with. Only a digest is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"token of {self.person_id}"
