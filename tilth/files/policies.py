from django.db.models import Q, QuerySet

from tilth.access import Policy, register, scope
from tilth.core.web import Viewer
from tilth.files.models import File


@register
class FilePolicy(Policy[File]):
    model = File

    def visible(self, person: Viewer, queryset: QuerySet[File]) -> QuerySet[File]:
        shared = (
            ~Q(thing_type="") & (Q(withheld=False) | Q(owner_id=person.pk)) & scope(person).where()
        )
        # What one attached goes the way of the thing; what nobody has yet is one's own.
        return queryset.filter(shared | Q(owner_id=person.pk, thing_type=""))
