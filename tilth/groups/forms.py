from django import forms
from django.utils.translation import gettext_lazy as _

from tilth.groups.kinds import CHOICES
from tilth.groups.models import MAX_NAME, MAX_PURPOSE, MAX_RULE, Visibility
from tilth.groups.prompts import Prompt, prompt_of

WHO = {
    Visibility.OPEN: _("Open: every colleague reads it and may join"),
    Visibility.CLOSED: _("Closed: colleagues see the name; members read it"),
    Visibility.HIDDEN: _("Hidden: only members know that it exists"),
}


class GroupForm(forms.Form):
    name = forms.CharField(max_length=MAX_NAME, required=False, label=_("Name"))
    kind = forms.ChoiceField(choices=CHOICES, initial="team", label=_("What is it?"))
    purpose = forms.CharField(
        max_length=MAX_PURPOSE,
        required=False,
        label=_("What is it for?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rule = forms.CharField(
        max_length=MAX_RULE,
        required=False,
        label=_("One line of rules"),
        help_text=_("Shown to whoever writes here, at the moment of writing."),
    )
    prompt = forms.ChoiceField(
        required=False,
        label=_("What does the empty line ask?"),
        help_text=_("It stands at the top of the group, where one begins to write."),
    )
    visibility = forms.ChoiceField(
        choices=list(WHO.items()),
        initial=Visibility.OPEN,
        widget=forms.RadioSelect,
        label=_("Who may read it?"),
    )
    parent = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("Inside another group")
    )

    def __init__(self, *args: object, parents: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        prompt = self.fields["prompt"]
        usual = _("As everywhere: %(words)s") % {"words": prompt_of()}
        prompt.choices = [("", usual), *Prompt.choices]  # type: ignore[attr-defined]
        parent = self.fields["parent"]
        parent.choices = [("", _("none")), *parents]  # type: ignore[attr-defined]
