from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tilth import access
from tilth.access.scope import COMPANY
from tilth.groups.models import Group
from tilth.people.models import Person


def may_found(person: Person, parent_id: int | None) -> Group | None:
    """Where somebody may found a group: any employee, at the top or where they may write.

    Returns the parent. 404 where it is invisible, 403 with the reason where not theirs to do.
    """
    if COMPANY not in access.scope(person).audiences:
        raise PermissionDenied(_("Guests found no groups. Ask somebody of the company."))
    if parent_id is None:
        return None
    return access.fetch(person, "contribute", Group.objects.all(), pk=parent_id)
