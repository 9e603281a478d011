"""What the composer asks. A group chooses one of the three; the company's holds where none did."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Prompt(models.TextChoices):
    PROBLEM = "problem", _("What problem are you trying to solve?")
    THINKING = "thinking", _("What are you thinking?")
    HELP = "help", _("Can anyone help me…?")


def prompt_of(chosen: str = "") -> str:
    """The words. Of a group that chose none, and of the home page, it is the company's."""
    return str(Prompt(chosen or settings.COMPOSER_PROMPT).label)
