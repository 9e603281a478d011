"""Everything that changes a person, and whom they follow."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from tilth.access import forget_scopes
from tilth.core.errors import Invalid, Refused
from tilth.events.outbox import publish
from tilth.people.events import PersonChanged, PersonLeft
from tilth.people.handles import free, wished
from tilth.people.models import Follow, Person, Standing


class NoSuchAddress(Refused):
    """A command names somebody who is not there."""


@transaction.atomic
def add_person(
    *,
    address: str,
    name: str = "",
    is_admin: bool = False,
    is_guest: bool = False,
    company: str = "",
    password: str | None = None,
    starts_on: date | None = None,
    now: datetime,
) -> tuple[Person, bool]:
    """The person with that address, and whether they are new.

    Idempotent. For somebody who is there already only what was given is changed; nobody loses
    their rights by being added again.
    """
    address = checked_address(address)
    person = Person.objects.select_for_update().filter(email=address).first()
    if new := person is None:
        name = name.strip() or address.split("@")[0]
        person = Person(email=address, name=name, handle=free(wished(address)), joined_at=now)
        person.set_unusable_password()
    elif name.strip():
        person.name = name.strip()
    person.is_admin = person.is_admin or is_admin
    person.company = company or person.company
    person.starts_on = starts_on or person.starts_on
    if is_guest:
        person.standing = Standing.GUEST
    if password is not None:
        person.set_password(password)
    person.left_at = None
    person.save()
    forget_scopes()
    publish(PersonChanged(actor_id=person.pk, person_id=person.pk))
    return person, new


def checked_address(address: str) -> str:
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        sentence = _("“%(address)s” is no mail address. Write it as name@example.com.")
        raise Invalid(sentence % {"address": address}, field="email") from None
    return address


@transaction.atomic
def say_goodbye(*, address: str, actor_id: int | None = None, now: datetime) -> Person:
    """Somebody has left: they sign in no more. What they wrote stays. Idempotent."""
    person = Person.objects.select_for_update().filter(email=address.strip().lower()).first()
    if person is None:
        raise NoSuchAddress(_("Nobody here has the address %(address)s.") % {"address": address})
    if person.left_at is None:
        person.left_at = now
        person.save(update_fields=["left_at"])
        forget_scopes()
        publish(PersonLeft(actor_id=actor_id or person.pk, person_id=person.pk))
    return person


@transaction.atomic
def follow_person(*, follower_id: int, followed_id: int) -> None:
    if follower_id == followed_id:
        raise Refused(_("You see what you write anyway."))
    Follow.objects.get_or_create(follower_id=follower_id, followed_id=followed_id)


def unfollow_person(*, follower_id: int, followed_id: int) -> None:
    Follow.objects.filter(follower_id=follower_id, followed_id=followed_id).delete()
