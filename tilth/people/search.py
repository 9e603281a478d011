from collections.abc import Collection, Iterable, Mapping, Sequence

from tilth import access
from tilth.access.scope import COMPANY
from tilth.core.web import Viewer
from tilth.events.outbox import on
from tilth.people.events import PeopleBroughtIn, PersonChanged
from tilth.people.models import Person
from tilth.search.document import Document
from tilth.search.rebuild import indexes, reindex
from tilth.search.results import Result, shows


@indexes("person", everything=Person.objects.all)
def documents_of_people(ids: Sequence[int]) -> Iterable[Document]:
    """For employees; what a guest sees of people is added by `groups.search`."""
    for person in Person.objects.filter(pk__in=ids, left_at=None).select_related("unit"):
        yield Document(
            type="person",
            object_id=person.pk,
            at=person.joined_at,
            title=person.name,
            body="\n".join(
                [
                    person.handle,
                    person.job,
                    person.ask_about,
                    str(person.unit or ""),
                    person.company,
                    person.town,
                    person.speaks,
                ]
            ),
            group_id=None,
            audience_id=COMPANY,
        )


@on(PersonChanged)
def index_person(event: PersonChanged) -> None:
    reindex("person", [event.person_id])


@on(PeopleBroughtIn)
def index_batch(event: PeopleBroughtIn) -> None:
    reindex("person", event.person_ids)


@shows("person")
def show_people(person: Viewer, ids: Collection[int]) -> Mapping[int, Result]:
    found = access.visible(person, Person.objects.filter(pk__in=ids)).select_related("unit")
    return {
        each.pk: Result(
            title=each.shown_name,
            text=" · ".join(
                filter(None, [each.work, str(each.unit or ""), each.ask_about, each.speaks])
            ),
            url=each.get_absolute_url(),
        )
        for each in found
    }
