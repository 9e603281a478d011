"""The form in which something is put in: what it begins with, where it goes, who reads it there."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from tilth.contributions.audience import places, readers_of
from tilth.contributions.forms import ContributionForm
from tilth.contributions.kinds import Beginning, Kind, kinds
from tilth.contributions.models import Contribution
from tilth.contributions.uploads import uploads_of
from tilth.core.text import MAX_TITLE
from tilth.core.web import Request


@dataclass
class DraftForm:
    """A form that is being filled in."""

    request: Request
    kind: Kind
    contribution: Contribution | None = None

    @property
    def key(self) -> str:
        """By which the browser and the server keep what is typed."""
        return f"{self.kind.prefix}-{self.contribution.pk if self.contribution else 'new'}"

    @property
    def group_id(self) -> int | None:
        """Typed, or from the address of the page; the smallest that fits if neither."""
        return number(self.request.POST.get("group", self.request.GET.get("group", "")))

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
        said = "group" in self.request.POST or "group" in self.request.GET
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
        }
        return render(self.request, "contributions/compose.html", context, status=status)

    def _carried(self, form: ContributionForm) -> list[tuple[str, str]]:
        """What was typed into fields that this kind has not: it comes back with the other kind."""
        known = {name for kind in kinds.values() for name in kind.form.base_fields}
        return [
            (name, value)
            for name, value in self.request.POST.items()
            if name in known - set(form.fields) and value.strip()
        ]


def number(text: str) -> int | None:
    """An id as it comes in an address or a form, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def placed(kind: Kind, words: str) -> dict[str, str]:
    """Where the words of the empty line go: the first line is the title of what needs one."""
    words = words.replace("\r\n", "\n").strip()
    if not words:
        return {}
    if not kind.needs_title:
        return {"body": words}
    first, _, rest = words.partition("\n")
    return {"title": first, "body": rest.strip()} if len(first) <= MAX_TITLE else {"body": words}
