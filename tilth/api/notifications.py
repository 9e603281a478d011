from datetime import datetime

from django.utils import timezone
from ninja import Router, Schema, Status

from tilth.api.paging import CursorText, Limit, Listed, wrong_cursor
from tilth.api.shapes import absolute
from tilth.core.web import Request
from tilth.notifications.inbox import Entry, entries, mark_read

router = Router(tags=["notifications"])


class NotificationOut(Schema):
    id: int
    reason: str
    contribution: int
    title: str
    who: str
    url: str
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, request: Request, entry: Entry) -> "NotificationOut":
        row = entry.notification
        return cls(
            id=row.pk,
            reason=row.reason,
            contribution=row.contribution_id,
            title=entry.line.title,
            who=entry.line.who,
            url=absolute(request, entry.line.url),
            created_at=row.created_at,
            read_at=row.read_at,
        )


@router.get("", response=Listed[NotificationOut])
def notifications(
    request: Request, cursor: CursorText = None, limit: Limit = 50
) -> Listed[NotificationOut]:
    """What one was told and may still see, the newest first."""
    before = None
    if cursor is not None:
        if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
            raise wrong_cursor()
        before = int(cursor)
    page = entries(request.user, before=before, limit=limit)
    following = str(page.last) if page.last is not None else None
    items = [NotificationOut.of(request, entry) for entry in page.items]
    return Listed[NotificationOut](items=items, next=following)


@router.put("/read", response={204: None})
def read_all(request: Request) -> Status[None]:
    """Everything there is has been seen."""
    mark_read(request.user, now=timezone.now())
    return Status(204, None)
