from typing import Annotated

from ninja import Query, Router, Schema, Status

from tilth import access
from tilth.api.paging import Limit, Listed
from tilth.api.shapes import absolute
from tilth.api.typed import NO_NUL
from tilth.contributions.models import Tag
from tilth.contributions.models.tag import url_of_tag
from tilth.contributions.tags import explained, follow_tag, seen, unfollow_tag
from tilth.core.text import tag_name
from tilth.core.web import Request

router = Router(tags=["tags"])


class TagOut(Schema):
    name: str
    count: int
    html: str
    url: str


@router.get("", response=Listed[TagOut])
def tags(
    request: Request,
    q: Annotated[str, Query(max_length=100, pattern=NO_NUL)] = "",
    cursor: Annotated[str | None, Query(max_length=100, pattern=NO_NUL)] = None,
    limit: Limit = 50,
) -> Listed[TagOut]:
    """Those of what one may read, with how often they are used there."""
    found = seen(request.user, prefix=tag_name(q), after=cursor or "", limit=limit + 1)
    html = explained(request.user, [tag.pk for tag in found[:limit]])
    items = [
        TagOut(
            name=tag.name,
            count=tag.count,
            html=html.get(tag.pk, ""),
            url=absolute(request, url_of_tag(tag.name)),
        )
        for tag in found[:limit]
    ]
    following = found[limit - 1].name if len(found) > limit else None
    return Listed[TagOut](items=items, next=following)


@router.put("/{name}/follow", response={204: None})
def follow(request: Request, name: str) -> Status[None]:
    tag = access.fetch(request.user, "view", Tag.objects.all(), name=tag_name(name))
    follow_tag(person_id=request.user.pk, tag=tag)
    return Status(204, None)


@router.delete("/{name}/follow", response={204: None})
def unfollow(request: Request, name: str) -> Status[None]:
    tag = access.fetch(request.user, "view", Tag.objects.all(), name=tag_name(name))
    unfollow_tag(person_id=request.user.pk, tag=tag)
    return Status(204, None)
