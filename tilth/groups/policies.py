from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tilth.access import YES, Policy, Verdict, fetch, no, register, scope
from tilth.access.scope import COMPANY
from tilth.core.web import Viewer
from tilth.groups.models import Group, Membership, Petition
from tilth.people.models import Person


@register
class GroupPolicy(Policy[Group]):
    """`visible` is who knows the group; who reads what is in it is `can_read`."""

    model = Group

    def visible(self, person: Viewer, queryset: QuerySet[Group]) -> QuerySet[Group]:
        mine = scope(person)
        # Whoever was invited knows what they were invited to.
        offered = Petition.objects.filter(person_id=person.pk, invited_by__isnull=False)
        return queryset.filter(
            Q(known_to_id__in=mine.audiences)
            | Q(pk__in=mine.members | mine.gardens)
            | Q(pk__in=offered.values("group_id"))
        )

    def can_read(self, person: Viewer, group: Group) -> Verdict:
        mine = scope(person)
        if group.audience_id in mine.audiences or group.pk in mine.groups:
            return YES
        return no(_("Only members read what is in %(group)s.") % {"group": group.name})

    def can_contribute(self, person: Viewer, group: Group) -> Verdict:
        if not (readable := self.can_read(person, group)):
            return readable
        if group.archived_at is not None:
            return no(_("%(group)s is archived: it is read, not written in.") % {"group": group})
        if group.pk in scope(person).reads_only:
            return no(_("You read %(group)s without writing.") % {"group": group.name})
        return YES

    def can_invite(self, person: Viewer, group: Group) -> Verdict:
        if group.pk not in scope(person).members:
            return no(_("Members invite. Join %(group)s first.") % {"group": group.name})
        return self.can_contribute(person, group)

    def can_see_members(self, person: Viewer, group: Group) -> Verdict:
        """Others see who gardens it, to have somebody to ask."""
        return self.can_read(person, group) or self.can_garden(person, group)

    def can_garden(self, person: Viewer, group: Group) -> Verdict:
        if group.pk in scope(person).gardens:
            return YES
        return no(_("That is for the gardeners of %(group)s.") % {"group": group.name})


@register
class PersonPolicy(Policy[Person]):
    """Employees see everybody. A guest sees who is in a group with them."""

    model = Person

    def visible(self, person: Viewer, queryset: QuerySet[Person]) -> QuerySet[Person]:
        mine = scope(person)
        if COMPANY in mine.audiences:
            return queryset
        together = Membership.objects.filter(group_id__in=mine.members)
        return queryset.filter(Q(pk=person.pk) | Q(pk__in=together.values("person_id")))


def fetch_place(person: Viewer, group_id: int | None) -> Group | None:
    """Where somebody wants to put something: a group, or None for the whole company."""
    if group_id is not None:
        return fetch(person, "contribute", Group.objects.all(), pk=group_id)
    if COMPANY not in scope(person).audiences:
        raise PermissionDenied(_("Guests write in the groups they were let into."))
    return None
