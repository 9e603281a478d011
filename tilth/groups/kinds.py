"""The kinds of group there are, as data: what one is called, and what a new one starts with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class GroupKind:
    name: str
    label: Promise
    purpose: Promise
    """What such a group is for: shown while one is founded."""
    rule: Promise
    """A line of rules to begin with."""


KINDS = {
    kind.name: kind
    for kind in (
        GroupKind(
            "team",
            _("Team"),
            _("The people who do a job together."),
            _("Ask here first. Somebody next to you may be wondering too."),
        ),
        GroupKind(
            "community",
            _("Community of practice"),
            _("People with the same craft, wherever they sit."),
            _("Say how you know: tried it, read it, or guess."),
        ),
        GroupKind(
            "project",
            _("Project"),
            _("What has to be done by a day, and then ends."),
            _("Decisions go here, with the reason."),
        ),
        GroupKind(
            "newcomers",
            _("Newcomers"),
            _("For those who have just begun, and those who help them."),
            _("No question is too small."),
        ),
        GroupKind(
            "course_run",
            _("Course run"),
            _("Those who take a course together."),
            _("Tell what you tried at work, also what went wrong."),
        ),
    )
}
CHOICES = [(kind.name, kind.label) for kind in KINDS.values()]
