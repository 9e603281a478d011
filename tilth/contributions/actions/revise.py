from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tilth.contributions.actions.contribute import write
from tilth.contributions.events import ContributionChanged
from tilth.contributions.keep import of_its_kind, place_tags, settle
from tilth.contributions.models import Contribution, Version
from tilth.contributions.words import note_addresses
from tilth.events.outbox import publish
from tilth.files.actions import attach
from tilth.groups.actions import audience_of


@transaction.atomic
def revise(
    contribution: Contribution,
    *,
    actor_id: int,
    title: str | None = None,
    body: str | None = None,
    tags: Iterable[str] | None = None,
    files: Collection[int] = (),
    own: Mapping[str, Any] | None = None,
    now: datetime,
) -> Contribution:
    """Change what was given and keep the text that stood there. What is not given stays.

    Saying the same again changes nothing and makes no version.
    """
    audience = audience_of(contribution.group_id)
    Contribution.objects.select_for_update(no_key=True).get(pk=contribution.pk)
    fresh = of_its_kind(contribution.pk)
    before = text_of(fresh)
    earlier = Version(
        contribution_id=fresh.pk,
        number=fresh.versions.count() + 1,
        author_id=fresh.edited_by_id or fresh.author_id,
        written_at=fresh.edited_at or fresh.created_at,
        **before,
    )
    write(
        fresh,
        title=fresh.title if title is None else title,
        body=fresh.body if body is None else body,
        tags=fresh.tags if tags is None else tags,
        own={**before["own"], **(own or {})},
    )
    if files:
        attach(
            file_ids=files,
            owner_id=actor_id,
            thing_type="contribution",
            thing_id=fresh.pk,
            group_id=fresh.group_id,
            audience_id=audience,
        )
    if text_of(fresh) == before:
        return fresh
    earlier.save(force_insert=True)
    fresh.edited_at, fresh.edited_by_id = now, actor_id
    fresh.save()
    place_tags(fresh)
    note_addresses("contribution", fresh.pk, fresh.body)
    publish(ContributionChanged(actor_id=actor_id, contribution_id=fresh.pk))
    return settle(fresh.pk)


def text_of(contribution: Contribution) -> dict[str, Any]:
    """What a version keeps."""
    own = {name: getattr(contribution, name) for name in contribution.its_kind.fields.model_fields}
    return {
        "title": contribution.title,
        "body": contribution.body,
        "tags": list(contribution.tags),
        "own": own,
    }
