from typing import Annotated, Any

from ninja import Query, Router, Schema

from tilth.api.paging import Limit, Listed, wrong_cursor
from tilth.api.shapes import absolute
from tilth.api.typed import NO_NUL
from tilth.contributions.kinds import kinds
from tilth.core.web import Request
from tilth.home.finding import tags_like
from tilth.search.find import find
from tilth.search.results import results

router = Router(tags=["search"])


class Result(Schema):
    type: str
    id: int
    kind: str
    title: str
    snippet: str
    url: str


@router.get("/search", response=Listed[Result])
def search(
    request: Request,
    q: Annotated[str, Query(max_length=10_000)] = "",
    kind: Annotated[str | None, Query(max_length=20, pattern=NO_NUL)] = None,
    group: Annotated[int | None, Query(ge=0, lt=2**63)] = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 20,
) -> Listed[Result]:
    """Whatever is typed is text: there are no operators but "words in quotes"."""
    wanted: dict[str, Any] = {}
    if kind is not None:
        wanted["kinds" if kind in kinds else "types"] = [kind]
    if group is not None:
        wanted["group_ids"] = [group]
    try:
        found = find(request.user, q, limit=limit, after=cursor, **wanted)
    except ValueError:
        raise wrong_cursor() from None
    tags = tags_like(request.user, q) if cursor is None and not wanted else []
    items = [
        Result(
            type=result.type,
            id=result.object_id,
            kind=result.kind,
            title=result.plain_title,
            snippet=result.plain_snippet,
            url=absolute(request, result.url),
        )
        for result in [*tags, *results(request.user, found.hits, q)]
    ]
    return Listed[Result](items=items, next=found.next)
