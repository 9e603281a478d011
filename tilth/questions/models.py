from django.conf import settings
from django.db import models

from tilth.contributions.models import Contribution, Reply


class Question(Contribution):
    tried = models.TextField(blank=True)
    tried_html = models.TextField(blank=True, editable=False)


class AcceptedAnswer(models.Model):
    """That an answer is accepted, as a row: who did it and when comes with it. Whose question it
    answers is said by the reply alone, so that it goes along when questions are merged."""

    reply = models.OneToOneField(Reply, models.CASCADE, related_name="acceptance")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reply_id} accepted"
