from django import forms
from django.utils.translation import gettext_lazy as _

from tilth.contributions.forms import ContributionForm
from tilth.core.text import MAX_TITLE


class AskForm(ContributionForm):
    title = forms.CharField(
        max_length=MAX_TITLE, required=False, label=_("What do you need to know?")
    )
    body = forms.CharField(
        required=False,
        strip=False,
        label=_("What happens, and what did you expect?"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    tried = forms.CharField(
        required=False,
        strip=False,
        label=_("What have you tried?"),
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "class": "short",
                "placeholder": _("So that nobody tells you to try it"),
            }
        ),
    )
    own_fields = ("tried",)
