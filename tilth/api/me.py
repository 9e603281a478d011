from ninja import Router, Schema

from tilth.api.shapes import absolute
from tilth.core.web import Request

router = Router(tags=["me"])


class Me(Schema):
    id: int
    name: str
    handle: str
    email: str | None
    is_admin: bool
    url: str


@router.get("/me", response=Me)
def me(request: Request) -> Me:
    person = request.user
    return Me(
        id=person.pk,
        name=person.name,
        handle=person.handle,
        email=person.email,
        is_admin=person.is_admin,
        url=absolute(request, person.get_absolute_url()),
    )
