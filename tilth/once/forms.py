from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponseRedirect  # noqa: TID251  (for views alone)

from tilth.core.web import Request
from tilth.once.keys import UsedForAnother, digest_of, once
from tilth.once.models import StoredAnswer

NAME = "form_key"


def is_answered(*, person_id: int, key: str) -> bool:
    """Whether a form with this key has been sent and arrived."""
    rows = StoredAnswer.objects.filter(person_id=person_id, key=_stored(key), status__isnull=False)
    return bool(key) and rows.exists()


def _stored(key: str) -> str:
    return f"form {key}".replace("\0", "")[:200]


def answer_once(request: Request, work: Callable[[], str]) -> HttpResponseRedirect:
    """Do what a form asks for and lead on to the address that `work` returns. The same form sent
    twice (a double click, a reload, a connection that broke) leads to the same address again. All of
    the work is one transaction.

    Sent with other words it is another form: nothing that was typed is swallowed.
    """
    key = request.POST.get(NAME, "")
    if not key:
        with transaction.atomic():
            return HttpResponseRedirect(work())
    fields = sorted((name, *values) for name, values in request.POST.lists() if "csrf" not in name)
    try:
        (_status, url), _repeated = once(
            person_id=request.user.pk,
            key=_stored(key),
            request_digest=digest_of(request.path, repr(fields)),
            work=lambda: (302, work()),
        )
    except UsedForAnother:
        with transaction.atomic():
            url = work()
    return HttpResponseRedirect(url)
