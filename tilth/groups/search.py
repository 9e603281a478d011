from collections.abc import Collection, Iterable, Mapping, Sequence

from tilth import access
from tilth.access.scope import COMPANY
from tilth.core.web import Viewer
from tilth.events.outbox import on
from tilth.groups.events import GroupChanged
from tilth.groups.models import Group, Membership
from tilth.search.document import Document
from tilth.search.rebuild import indexes, reindex
from tilth.search.results import Result, shows
from tilth.search.sight import widens


@indexes("group", everything=Group.objects.all)
def documents_of_groups(ids: Sequence[int]) -> Iterable[Document]:
    """The audience of a group's own document is who knows of the group, which `groups.tree` keeps
    up to date when groups move."""
    for group in Group.objects.held().filter(pk__in=ids).order_by("pk"):
        yield Document(
            type="group",
            object_id=group.pk,
            kind=group.kind,
            at=group.created_at,
            title=group.name,
            body=group.purpose,
            group_id=group.pk,
            audience_id=group.known_to_id,
        )


@on(GroupChanged)
def index_group(event: GroupChanged) -> None:
    reindex("group", [event.group_id])


@widens("group")
def groups_known_besides(person: Viewer) -> Collection[int]:
    """Those one gardens from above, hidden ones too."""
    mine = access.scope(person)
    return mine.gardens | mine.members


@widens("person")
def people_of_a_guest(person: Viewer) -> Collection[int]:
    """A guest finds whoever is in a group with them, and nobody else."""
    mine = access.scope(person)
    if COMPANY in mine.audiences:
        return ()
    together = Membership.objects.filter(group_id__in=mine.members)
    return {*together.values_list("person_id", flat=True), person.pk}


@shows("group")
def show_groups(person: Viewer, ids: Collection[int]) -> Mapping[int, Result]:
    found = access.visible(person, Group.objects.filter(pk__in=ids))
    return {
        group.pk: Result(
            title=group.name, text=group.purpose, url=group.get_absolute_url(), kind=group.kind
        )
        for group in found
    }
