"""What may bother a firm most, and with which group and first words each of it begins."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Need:
    key: str
    title: Promise
    begins: Promise
    purpose: Promise
    rule: Promise
    question: Promise
    """The first question in the group."""
    starter: Promise
    """What stands below it; whoever begins may change every word."""


NEEDS = (
    Need(
        "again",
        _("The same question is answered four times"),
        _("begins with asking where everybody finds the answer again"),
        _("What we are asked again and again, answered once where it is found."),
        _("Answer so that the next one need not ask."),
        _("Which question did you answer more than once this month?"),
        _(
            "Write it down as it was asked, one line is enough. Whoever knows the answer writes it"
            " below; whoever asked says which one solved it. The next one who asks gets the link."
        ),
    ),
    Need(
        "wrong",
        _("One thing goes wrong again and again"),
        _("begins with saying what happens, and what was tried"),
        _("What goes wrong here every week, why it does, and what helped."),
        _("Say what happened, not who did it."),
        _("What goes wrong here every week, though everybody knows it?"),
        _(
            "Write it in one sentence, and what you have tried. We look for the cause before"
            " anybody buys a course or a machine."
        ),
    ),
    Need(
        "stale",
        _("What we wrote down is out of date"),
        _("begins with asking which sheet can be trusted"),
        _("Which sheets and procedures hold, which do not, and who knows better."),
        _("Say which sheet and which line."),
        _("Which sheet or procedure can nobody rely on any more?"),
        _(
            "Name it, and what is wrong in it. Whoever knows how it is done now writes it below."
            " What no longer holds is marked so, with the reason."
        ),
    ),
    Need(
        "new",
        _("New people wait too long until they can work alone"),
        _("begins with what nobody told you in your first week"),
        _("For whoever is new here, and those who remember how it was."),
        _("No question is too small."),
        _("What did nobody tell you in your first week?"),
        _(
            "Write down one thing: where it is, whom to ask, what it is called here. Whoever comes"
            " next finds it, and asks what is still missing."
        ),
    ),
    Need(
        "last",
        _("One team learns last what another one knows"),
        _("begins with telling each other what changed"),
        _("What changes with us, told to those it concerns, once and in plain words."),
        _("Write it as you would say it on the telephone."),
        _("What did you learn too late this month, and who knew it?"),
        _(
            "One example is enough. Whoever knew it writes below what comes next. Questions stand"
            " in one place, so that nobody explains it four times."
        ),
    ),
)
BY_KEY = {need.key: need for need in NEEDS}
