from django import forms
from django.utils.translation import gettext_lazy as _

from tilth.contributions.forms import ContributionForm
from tilth.core.text import MAX_TITLE
from tilth.updates.models import Sort


class ShareForm(ContributionForm):
    sort = forms.ChoiceField(
        choices=Sort, initial=Sort.EXPERIENCE, required=False, label=_("What is it?")
    )
    title = forms.CharField(max_length=MAX_TITLE, required=False, label=_("Title, if it needs one"))
    body = forms.CharField(
        required=False,
        strip=False,
        label=_("What do you want to pass on?"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    own_fields = ("sort",)
    first_fields = ("sort",)

    def clean_sort(self) -> str:
        """Whoever says nothing tells how it went."""
        return self.cleaned_data["sort"] or Sort.EXPERIENCE
