from django.db.models import Exists, OuterRef, Q, QuerySet

from tilth.contributions.models import Contribution, Reply


def living(contribution: Contribution) -> QuerySet[Reply]:
    """What stands below a contribution. Of what was withdrawn only the place is left, and only
    where somebody commented on it."""
    commented = Reply.objects.filter(parent_id=OuterRef("pk"), withdrawn_at=None)
    return contribution.replies.filter(Q(withdrawn_at=None) | Exists(commented))
