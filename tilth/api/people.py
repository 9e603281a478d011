from typing import Annotated

from ninja import Query, Router, Status

from tilth import access
from tilth.api.paging import CursorText, Limit, Listed, by_id
from tilth.api.shapes import PersonOut
from tilth.api.typed import NO_NUL, Id
from tilth.core.web import Request
from tilth.people.actions import follow_person, unfollow_person
from tilth.people.models import Person

router = Router(tags=["people"])


@router.get("", response=Listed[PersonOut])
def people(
    request: Request,
    q: Annotated[str, Query(max_length=200, pattern=NO_NUL)] = "",
    cursor: CursorText = None,
    limit: Limit = 50,
) -> Listed[PersonOut]:
    """Those one may see whose name or handle has all the words in it."""
    rows = access.visible(request.user, Person.objects.called(q))
    found, following = by_id(rows, cursor, limit)
    return Listed[PersonOut](
        items=[PersonOut.of(request, person) for person in found], next=following
    )


@router.get("/{int:pk}", response=PersonOut)
def person(request: Request, pk: Id) -> PersonOut:
    return PersonOut.of(request, access.fetch(request.user, "view", Person.objects.all(), pk=pk))


@router.put("/{int:pk}/follow", response={204: None})
def follow(request: Request, pk: Id) -> Status[None]:
    followed = access.fetch(request.user, "view", Person.objects.all(), pk=pk)
    follow_person(follower_id=request.user.pk, followed_id=followed.pk)
    return Status(204, None)


@router.delete("/{int:pk}/follow", response={204: None})
def unfollow(request: Request, pk: Id) -> Status[None]:
    followed = access.fetch(request.user, "view", Person.objects.all(), pk=pk)
    unfollow_person(follower_id=request.user.pk, followed_id=followed.pk)
    return Status(204, None)
