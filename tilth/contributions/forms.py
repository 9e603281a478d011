"""Forms that every kind's form begins with. What was typed stays when something is wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tilth.core.text import MAX_TITLE


class ContributionForm(forms.Form):
    """Checks no more than a browser would: the action checks, alike for pages and the API."""

    title = forms.CharField(max_length=MAX_TITLE, required=False, label=_("Title"))
    body = forms.CharField(
        required=False, strip=False, label=_("Text"), widget=forms.Textarea(attrs={"rows": 6})
    )
    tags = forms.CharField(
        max_length=1100,
        required=False,
        label=_("Tags"),
        help_text=_("With commas between them."),
    )

    own_fields: tuple[str, ...] = ()
    """What is the kind's. Asked below the text, unless it is also one of `first_fields`."""
    first_fields: tuple[str, ...] = ()

    def clean_tags(self) -> list[str]:
        typed: str = self.cleaned_data["tags"]
        return [tag for tag in typed.split(",") if tag.strip()]

    @property
    def own(self) -> dict[str, Any]:
        """What is the kind's."""
        return {name: self.cleaned_data[name] for name in self.own_fields}

    @property
    def own_above(self) -> list[forms.BoundField]:
        return [self[name] for name in self.own_fields if name in self.first_fields]

    @property
    def own_below(self) -> list[forms.BoundField]:
        return [self[name] for name in self.own_fields if name not in self.first_fields]


class ReplyForm(forms.Form):
    body = forms.CharField(
        required=False, strip=False, label=_("Your words"), widget=forms.Textarea(attrs={"rows": 4})
    )
