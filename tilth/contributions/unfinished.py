"""One's drafts, each with where it was to go and where one goes on with it."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from tilth import access
from tilth.contributions.kinds import Kind, kinds
from tilth.contributions.models import Contribution, Reply
from tilth.core.typed import number
from tilth.drafts.models import Draft
from tilth.drafts.there import base_of
from tilth.groups.models import Group
from tilth.people.models import Person

WORDS = 140
REPLIES = {"answer", "comment", "reply", "reply-edit"}


@dataclass(frozen=True)
class Line:
    draft: Draft
    words: str
    """Its title, or the first of what was written."""
    what: str
    where: str
    """The group, or the title of what it is about; empty if one may not see that any more."""
    url: str
    """Where one goes on; empty if one may not."""


class Form(NamedTuple):
    name: str
    pk: int | None


def form_of(key: str) -> Form:
    """`questions-new`, `reply-edit-12`: which form, and of what."""
    name, _dash, end = base_of(key).rpartition("-")
    return Form(name, number(end))


def unfinished(person: Person) -> list[Line]:
    """The latest first. Four queries, however many there are."""
    rows = list(Draft.objects.filter(person_id=person.pk).order_by("-updated_at", "-pk"))
    forms = [form_of(draft.key) for draft in rows]
    below = [form.pk for form in forms if form.pk and form.name in {"reply", "reply-edit"}]
    replies = {
        each.pk: each
        for each in access.visible(person, Reply.objects.filter(pk__in=below, withdrawn_at=None))
    }
    about = {form.pk for form in forms if form.pk} | {
        each.contribution_id for each in replies.values()
    }
    things = {
        each.pk: each
        for each in access.visible(
            person, Contribution.objects.filter(pk__in=about, withdrawn_at=None)
        ).defer("body", "html")
    }
    groups = access.visible(person, Group.objects.all()).in_bulk(
        [pk for draft in rows if (pk := number(draft.text("group")))]
    )
    return [
        _line(draft, form, things, replies, groups) for draft, form in zip(rows, forms, strict=True)
    ]


def _line(
    draft: Draft,
    form: Form,
    things: dict[int, Contribution],
    replies: dict[int, Reply],
    groups: dict[int, Group],
) -> Line:
    text = " ".join((draft.text("title") or draft.text("body") or draft.text("tried")).split())
    words = text if len(text) <= WORDS else f"{text[:WORDS].rsplit(' ', 1)[0]} …"
    go_on = f"?draft={draft.pk}"
    if form.pk is None:
        kind = next((each for each in kinds.values() if each.prefix == form.name), None)
        group = groups.get(number(draft.text("group")) or 0)
        url = reverse("compose", args=[kind.prefix]) + go_on if kind else ""
        return Line(draft, words, str(kind.label) if kind else "", group.name if group else "", url)
    reply = replies.get(form.pk) if form.name in {"reply", "reply-edit"} else None
    thing_id = reply.contribution_id if reply else form.pk
    thing = None if form.name.startswith("reply") and reply is None else things.get(thing_id)
    if thing is None:
        return Line(draft, words, _what(form, None), "", "")
    return Line(draft, words, _what(form, thing.its_kind), str(thing), _url(form, thing, go_on))


def _what(form: Form, kind: Kind | None) -> str:
    if form.name == "answer":
        return _("Answer")
    if form.name in REPLIES:
        return _("Comment") if form.name != "reply-edit" else _("Change of an answer or comment")
    return _("Change")


def _url(form: Form, thing: Contribution, go_on: str) -> str:
    if form.name == "reply-edit":
        return reverse("reply-edit", args=[form.pk]) + go_on
    if form.name not in REPLIES:
        return reverse("contribution-edit", args=[thing.its_kind.prefix, thing.pk]) + go_on
    place = {"answer": "#answer", "comment": "#comment-c", "reply": f"#comment-{form.pk}"}[
        form.name
    ]
    return re.sub(r"#.*", "", thing.get_absolute_url()) + go_on + place
