"""Tags as one person sees them: those of what they may read, and no other."""

from dataclasses import dataclass

from django.db.models import Sum

from tilth import access
from tilth.contributions.models import Tag, TagFollow, TagUse, TagWiki
from tilth.core.web import Viewer


@dataclass(frozen=True)
class Seen:
    pk: int
    name: str
    count: int


def seen(
    person: Viewer,
    *,
    prefix: str = "",
    after: str = "",
    group_id: int | None = None,
    limit: int = 50,
    most_used_first: bool = False,
) -> list[Seen]:
    """How often each is used where the person reads."""
    uses = access.visible(person, TagUse.objects.all())
    if prefix:
        # The few tags first, or every use of any tag would be compared (4 ms in 200 groups). Mostly
        # there is none, as whatever is searched for is looked for among tags too.
        begins = list(Tag.objects.filter(name__startswith=prefix).values_list("pk", flat=True))
        if not begins:
            return []
        uses = uses.filter(tag__in=begins)
    if after:
        uses = uses.filter(tag__name__gt=after)
    if group_id is not None:
        uses = uses.filter(group_id=group_id)
    order = ["-n", "tag__name"] if most_used_first else ["tag__name"]
    rows = uses.values_list("tag_id", "tag__name").annotate(n=Sum("count")).order_by(*order)
    return [Seen(pk, name, count) for pk, name, count in rows[:limit]]


def explanations(person: Viewer, tag_ids: list[int]) -> dict[int, TagWiki]:
    """What the groups that one reads say about tags; the longest where several do."""
    found: dict[int, TagWiki] = {}
    for wiki in access.visible(person, TagWiki.objects.filter(tag_id__in=tag_ids)).order_by("pk"):
        known = found.setdefault(wiki.tag_id, wiki)
        found[wiki.tag_id] = max(known, wiki, key=lambda each: len(each.html))
    return found


def explained(person: Viewer, tag_ids: list[int]) -> dict[int, str]:
    """The HTML of it."""
    return {pk: wiki.html for pk, wiki in explanations(person, tag_ids).items()}


def follow_tag(*, person_id: int, tag: Tag) -> None:
    TagFollow.objects.get_or_create(tag=tag, person_id=person_id)


def unfollow_tag(*, person_id: int, tag: Tag) -> None:
    TagFollow.objects.filter(tag=tag, person_id=person_id).delete()
