from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from tilth.contributions.kinds import Beginning, Kind, register
from tilth.contributions.models import Contribution
from tilth.updates.forms import ShareForm
from tilth.updates.models import Update


class Fields(BaseModel):
    sort: Literal["idea", "resource", "experience", "thanks"] = "experience"


def card(update: Contribution) -> dict[str, Any]:
    return {"sort": Update.objects.values_list("sort", flat=True).get(pk=update.pk)}


register(
    Kind(
        name="update",
        prefix="updates",
        model=Update,
        label=_("Update"),
        verb=_("Share"),
        icon="lightbulb",
        also=(Beginning("thanks", _("Thanks"), "hand-heart", (("sort", "thanks"),)),),
        fields=Fields,
        form=ShareForm,
        card=card,
        card_template="updates/card.html",
        own_template="updates/sort.html",
        needs_title=False,
    )
)
