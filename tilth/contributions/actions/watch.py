from tilth.contributions.models import Contribution, Watch


def watch(contribution: Contribution, *, person_id: int) -> None:
    """Be told of what happens to it. Idempotent."""
    Watch.objects.update_or_create(
        contribution_id=contribution.pk, person_id=person_id, defaults={"muted": False}
    )


def unwatch(contribution: Contribution, *, person_id: int) -> None:
    """Be told no more, also after replying to it."""
    Watch.objects.update_or_create(
        contribution_id=contribution.pk, person_id=person_id, defaults={"muted": True}
    )
