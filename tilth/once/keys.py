from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tilth.core.errors import Invalid
from tilth.once.models import StoredAnswer

MAX_KEY = 200

type Answer = tuple[int, Any]
"""Status and what goes with it, as JSON."""


class UsedForAnother(Exception):  # noqa: N818
    """The key came with another request before."""


def digest_of(*parts: str | bytes) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\n")
    return digest.hexdigest()


def once(
    *, person_id: int, key: str, request_digest: str, work: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """The answer to a write, and whether it was given before.

    The key, the change and the answer commit together. Of two requests at once, the second waits
    in the insert for the first to commit, and then finds its answer. An error stores nothing, so
    that the client may mend the request and keep the key.
    """
    if not 0 < len(key) <= MAX_KEY or "\0" in key:
        raise Invalid(_("A key for repeating has 1 to %(most)s characters.") % {"most": MAX_KEY})
    with transaction.atomic():
        row = StoredAnswer(person_id=person_id, key=key, request_digest=request_digest)
        StoredAnswer.objects.bulk_create([row], ignore_conflicts=True)
        stored = StoredAnswer.objects.get(person_id=person_id, key=key)
        if stored.request_digest != request_digest:
            raise UsedForAnother(key)
        if stored.status is not None:
            return (stored.status, stored.answer), True
        stored.status, stored.answer = work()
        stored.save(update_fields=["status", "answer"])
        return (stored.status, stored.answer), False


def forget_answers(*, before: datetime) -> None:
    """Drop what nobody repeats any more."""
    StoredAnswer.objects.filter(made_at__lt=before).delete()
