from django.utils.translation import gettext_lazy as _

WORDS = {
    "came_as_gardener": _("came in as a gardener of a group above"),
    "came_by_link": _("came in by a link"),
    "came_as_admin": _("came in as an administrator"),
}
