"""The form in which something is put in: what it begins with, where it goes, who reads it there."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render

from tilth.contributions.audience import places, readers_of
from tilth.contributions.forms import ContributionForm
from tilth.contributions.kinds import Beginning, Kind, kinds
from tilth.contributions.models import Contribution
from tilth.contributions.uploads import uploads_of
from tilth.core.text import MAX_TITLE
from tilth.core.typed import number
from tilth.core.web import Request
from tilth.drafts.actions import forget_draft
from tilth.drafts.models import Draft
from tilth.drafts.there import base_of, draft_of, drafts_of


@dataclass
class DraftForm:
    """A form that is being filled in."""

    request: Request
    kind: Kind
    contribution: Contribution | None = None

    @property
    def form_key(self) -> str:
        return f"{self.kind.prefix}-{self.contribution.pk if self.contribution else 'new'}"

    @property
    def key(self) -> str:
        """By which the browser and the server keep what is typed; it may have been put aside."""
        sent = self.request.POST.get("draft", "")
        return sent if base_of(sent) == self.form_key else self.form_key

    @cached_property
    def continued(self) -> Draft | None:
        """The draft that the address of the page says to go on with."""
        found = draft_of(self.request.user.pk, self.request.GET.get("draft", ""))
        return found if found and base_of(found.key) == self.form_key else None

    def forget(self) -> None:
        """What was typed has been put in, or goes on as another kind."""
        forget_draft(person_id=self.request.user.pk, key=self.key)

    @property
    def group_id(self) -> int | None:
        """Typed, or from the address of the page; the smallest that fits if neither."""
        return number(self._said("group"))

    def _said(self, name: str) -> str:
        kept = self.continued.text(name) if self.continued else ""
        return str(self.request.POST.get(name, self.request.GET.get(name, kept)))

    def beginning(self, form: ContributionForm) -> Beginning:
        """Under which word it is filled in: the last whose fields stand in the form."""
        said = {name: form[name].value() for name in form.fields}
        fitting = [
            each
            for each in self.kind.beginnings
            if all(said.get(name) == value for name, value in each.fields)
        ]
        return fitting[-1]

    def begun(self) -> ContributionForm:
        """Empty but for what the address says and what was typed into the empty line."""
        given = self.request.GET.dict()
        if self.continued:
            fields = self.kind.form.base_fields
            return self.kind.form(initial={name: self.continued.text(name) for name in fields})
        words = given.pop("words", "")
        return self.kind.form(initial={**given, **self._named(given), **placed(self.kind, words)})

    def taken_over(self) -> ContributionForm:
        """What was typed while it was of another kind, and is to be of this one."""
        given = self.request.POST.dict()
        return self.kind.form({**given, **self._named(given)})

    def _named(self, given: dict[str, str]) -> dict[str, str]:
        """What the word brings along that was pressed; another word takes it back."""
        pressed = given.get("begin")
        if not pressed:
            return {}
        brought = [pair for each in self.kind.beginnings for pair in each.fields]
        usual = {
            name: self.kind.form.base_fields[name].initial
            for name, value in brought
            if given.get(name, value) == value
        }
        named = (each for each in self.kind.beginnings if each.name == pressed)
        return {**usual, **dict(next(named, self.kind.beginnings[0]).fields)}

    def page(
        self,
        form: ContributionForm,
        *,
        files: list[int] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        choices = [] if self.contribution else places(self.request.user, also=self.group_id)
        sent = self.request.POST, self.request.GET, self.continued.fields if self.continued else {}
        said = any("group" in fields for fields in sent)
        fitting = [place for place in choices if place.group_id == self.group_id]
        chosen = next(iter(fitting if said else choices), None)
        context = {
            "form": form,
            "kind": self.kind,
            "kinds": [] if self.contribution else kinds.values(),
            "beginning": self.beginning(form),
            "carried": self._carried(form),
            "contribution": self.contribution,
            "places": choices,
            "chosen": chosen,
            "readers": readers_of(chosen) if chosen else None,
            "files": uploads_of(self.request.user, files or []),
            "draft_key": self.key,
            "draft": self.continued,
            "drafts": drafts_of(self.request.user.pk, [self.key]),
            **self._typed(),
        }
        return render(self.request, "contributions/compose.html", context, status=status)

    def _typed(self) -> dict[str, object]:
        """Whether what stands in the form was typed, is newer than any draft, and which it replaces."""
        sent, begun = self.request.POST, self.request.GET.get("words", "").strip()
        left = sent.get("draft", "") if "begin" in sent else ""
        return {
            "typed": bool(sent or begun or self.continued),
            "fresh": bool(begun) or "begin" in sent,
            "left_draft": left if left != self.key else "",
        }

    def _carried(self, form: ContributionForm) -> list[tuple[str, str]]:
        """What was typed into fields that this kind has not: it comes back with the other kind."""
        known = {name for kind in kinds.values() for name in kind.form.base_fields}
        return [
            (name, value)
            for name, value in self.request.POST.dict().items()
            if name in known - set(form.fields) and value.strip()
        ]


def placed(kind: Kind, words: str) -> dict[str, str]:
    """Where the words of the empty line go: the first line is the title of what needs one."""
    words = words.replace("\r\n", "\n").strip()
    if not words:
        return {}
    if not kind.needs_title:
        return {"body": words}
    first, _, rest = words.partition("\n")
    return {"title": first, "body": rest.strip()} if len(first) <= MAX_TITLE else {"body": words}
