from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.contributions.events import ContributionAdded
from tilth.contributions.keep import count_in_group, place_tags, state_of
from tilth.contributions.kinds import Kind
from tilth.contributions.models import Contribution, Watch
from tilth.contributions.words import excerpt, note_addresses, rendered, tag_names
from tilth.core.errors import Invalid
from tilth.core.text import MAX_TITLE
from tilth.core.typed import checked_line, checked_text
from tilth.events.outbox import publish
from tilth.files.actions import attach
from tilth.groups.actions import audience_of
from tilth.groups.models import Group


@transaction.atomic
def contribute(
    kind: Kind,
    *,
    actor_id: int,
    group: Group | None,
    title: str = "",
    body: str = "",
    tags: Iterable[str] = (),
    files: Collection[int] = (),
    own: Mapping[str, Any] | None = None,
    now: datetime,
) -> Contribution:
    """Put something in. `own` is what the kind has beyond the spine, by its field names."""
    contribution = kind.model(kind=kind.name, author_id=actor_id, group=group)
    write(contribution, title=title, body=body, tags=tags, own=own or {})
    contribution.audience_id = audience_of(contribution.group_id)
    contribution.created_at = contribution.active_at = now
    contribution.state = state_of(contribution)
    contribution.awaits = kind.has_answers
    contribution.save(force_insert=True)
    contribution.card |= kind.card(contribution)
    contribution.save(update_fields=["card"])
    place_tags(contribution)
    count_in_group(contribution.group_id, 1)
    attach(
        file_ids=files,
        owner_id=actor_id,
        thing_type="contribution",
        thing_id=contribution.pk,
        group_id=contribution.group_id,
        audience_id=contribution.audience_id,
    )
    note_addresses("contribution", contribution.pk, contribution.body, is_new=True)
    Watch.objects.create(contribution=contribution, person_id=actor_id)
    publish(ContributionAdded(actor_id=actor_id, contribution_id=contribution.pk))
    return contribution


def write(
    contribution: Contribution,
    *,
    title: str,
    body: str,
    tags: Iterable[str],
    own: Mapping[str, Any],
) -> None:
    """Check what was typed and set it, without saving. Raises Invalid and names the field."""
    kind = contribution.its_kind
    missing = _("It needs a title: one line that says what it is about.")
    contribution.title = checked_line(
        title, field="title", most=MAX_TITLE, missing=missing if kind.needs_title else ""
    )
    contribution.body = checked_text(body, field="body")
    if not contribution.title and not contribution.body.strip():
        raise Invalid(_("There is nothing in it yet. Write something first."), field="body")
    contribution.html = rendered(contribution.body, author_id=contribution.author_id)
    contribution.card = {"words": excerpt(contribution.body)}
    contribution.tags = tag_names(tags, contribution.body)
    write_own(contribution, own)


def write_own(contribution: Contribution, own: Mapping[str, Any]) -> None:
    """What the kind has beyond the spine, with its HTML where it is Markdown."""
    for name, value in own.items():
        if isinstance(value, str):
            value = checked_text(value, field=name)
        setattr(contribution, name, value)
        if name in contribution.its_kind.rendered:
            setattr(contribution, f"{name}_html", rendered(value, author_id=contribution.author_id))
