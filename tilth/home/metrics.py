from collections.abc import Iterator

from tilth.contributions.models import Contribution, Reply
from tilth.events.models import OutboxEvent
from tilth.live.hub import hub


def lines() -> Iterator[str]:
    """In Prometheus' text format."""
    for name, kind, what, value in (
        ("outbox_pending", "gauge", "Events not yet delivered.", pending()),
        ("live_sockets", "gauge", "Open live sockets of this process.", len(hub.sockets)),
        ("contributions", "gauge", "Contributions of all kinds.", Contribution.objects.count()),
        ("replies", "gauge", "Answers and comments.", Reply.objects.count()),
    ):
        yield f"# HELP tilth_{name} {what}\n# TYPE tilth_{name} {kind}\ntilth_{name} {value}\n"


def pending() -> int:
    return OutboxEvent.objects.filter(done_at=None).count()
