from django.db import models
from django.utils.translation import gettext_lazy as _

from tilth.contributions.models import Contribution


class Sort(models.TextChoices):
    IDEA = "idea", _("idea")
    RESOURCE = "resource", _("resource")
    EXPERIENCE = "experience", _("experience")
    THANKS = "thanks", _("thanks")


class Update(Contribution):
    sort = models.CharField(max_length=10, choices=Sort, default=Sort.EXPERIENCE)
