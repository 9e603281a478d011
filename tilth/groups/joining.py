"""Coming into a group by a link that one of its gardeners gives away."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.access import can
from tilth.core.errors import Refused
from tilth.groups.membership import let_in
from tilth.groups.models import Group, JoinLink, Membership

DAYS = 14


class LinkIsOver(Refused):
    """The link has ended, was taken back, or never was."""


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_join_link(*, actor_id: int, group: Group, now: datetime) -> str:
    """The token, which can be shown this once. A former link of the group ends."""
    JoinLink.objects.filter(group=group).delete()
    token = secrets.token_urlsafe(18)
    JoinLink.objects.create(
        group=group, made_by_id=actor_id, digest=digest(token), ends_at=now + timedelta(days=DAYS)
    )
    return token


def end_join_links(*, group: Group) -> None:
    JoinLink.objects.filter(group=group).delete()


def group_of_link(token: str, *, now: datetime) -> JoinLink:
    """Raises LinkIsOver. It goes with whoever made it: who left, or gardens no more, lets nobody
    in. And it goes with every member who leaves the company: they may have it, and could come back
    as somebody new."""
    link = (
        JoinLink.objects.select_related("group", "made_by")
        .filter(digest=digest(token), ends_at__gt=now, group__archived_at=None)
        .first()
    )
    if link is None or not _may_let_in(link):
        raise _is_over()
    return link


def _is_over() -> LinkIsOver:
    return LinkIsOver(_("This link has ended. Ask whoever sent it for a new one."))


def _may_let_in(link: JoinLink) -> bool:
    made_at = link.ends_at - timedelta(days=DAYS)
    if link.group.memberships.filter(person__left_at__gte=made_at).exists():
        return False
    maker = link.made_by
    return maker.is_active and bool(can(maker, "garden", link.group))


@transaction.atomic
def join_by_link(link: JoinLink, *, person_id: int, now: datetime) -> Membership:
    """Raises LinkIsOver, also where it ended since it was looked up."""
    group = Group.objects.held().get(pk=link.group_id)  # before its link, as when one is taken out
    held = JoinLink.objects.select_for_update().filter(pk=link.pk, ends_at__gt=now)
    if group.archived_at is not None or not held.exists():
        raise _is_over()
    return let_in(
        actor_id=link.made_by_id,
        group=link.group,
        person_id=person_id,
        note="came_by_link",
        now=now,
    )
