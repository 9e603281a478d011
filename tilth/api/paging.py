"""Lists: `{"items": […], "next": "<cursor or null>"}`, read on from a key and never by counting."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Schema
from ninja.errors import HttpError

MAX_LIMIT = 100

type Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many at most.")]
type CursorText = Annotated[
    str | None, Query(max_length=200, description="`next` of the page before.")
]


class Listed[T](Schema):
    items: list[T]
    next: str | None


def wrong_cursor() -> HttpError:
    return HttpError(422, _("That cursor was not given out here. Begin without one."))


def by_id[M: Model](
    rows: QuerySet[M], cursor: str | None, limit: int, *, newest_first: bool = False
) -> tuple[list[M], str | None]:
    """A page of rows in the order of their ids, and the cursor of the next."""
    if cursor is not None:
        if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
            raise wrong_cursor()
        rows = rows.filter(**{"pk__lt" if newest_first else "pk__gt": int(cursor)})
    found = list(rows.order_by("-pk" if newest_first else "pk")[: limit + 1])
    following = str(found[limit - 1].pk) if len(found) > limit else None
    return found[:limit], following


def by_time[M: Model](
    rows: QuerySet[M],
    cursor: str | None,
    limit: int,
    *,
    at: Callable[[M], datetime],
    newest_first: bool,
) -> tuple[list[M], str | None]:
    """The same in the order of `created_at`, with the id where two have one moment."""
    if cursor is not None:
        moment, pk = parse(cursor)
        sign = "lt" if newest_first else "gt"
        beyond = Q(**{f"created_at__{sign}": moment})
        rows = rows.filter(beyond | Q(**{"created_at": moment, f"pk__{sign}": pk}))
    order = ["-created_at", "-pk"] if newest_first else ["created_at", "pk"]
    found = list(rows.order_by(*order)[: limit + 1])
    if len(found) <= limit:
        return found, None
    last: Any = found[limit - 1]
    return found[:limit], f"{at(last).isoformat()}_{last.pk}"


def parse(cursor: str) -> tuple[datetime, int]:
    text, _underscore, number = cursor.rpartition("_")
    try:
        moment, pk = datetime.fromisoformat(text), int(number)
    except ValueError:
        raise wrong_cursor() from None
    if moment.tzinfo != UTC or not 0 <= pk < 2**63:
        raise wrong_cursor()
    return moment, pk
