"""The company whose installation this is."""

import time
from datetime import datetime
from functools import lru_cache

from tilth.core.typed import checked_line
from tilth.people.models import MAX_LINE, Company

KEPT_SECONDS = 30  # it stands on every page, and changes once in years


def name_company(*, name: str, now: datetime) -> None:
    """Idempotent; raises Invalid where there is no name."""
    Company.objects.update_or_create(
        pk=1,
        defaults={"name": checked_line(name, field="company", most=MAX_LINE)},
        create_defaults={
            "name": checked_line(name, field="company", most=MAX_LINE),
            "began_at": now,
        },
    )
    _name.cache_clear()


def company_name() -> str:
    """Empty where nobody has named it yet."""
    return _name(int(time.monotonic() // KEPT_SECONDS))


@lru_cache(maxsize=1)
def _name(_period: int) -> str:
    return Company.objects.values_list("name", flat=True).first() or ""
