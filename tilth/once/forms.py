from collections.abc import Callable

from django.http import HttpResponseRedirect  # noqa: TID251  (for views alone)

from tilth.core.web import Request
from tilth.once.keys import UsedForAnother, digest_of, once

NAME = "form_key"


def answer_once(request: Request, work: Callable[[], str]) -> HttpResponseRedirect:
    """Do what a form asks for and lead on to the address that `work` returns. The same form sent
    twice (a double click, a reload, a connection that broke) leads to the same address again.

    Sent with other words it is another form: nothing that was typed is swallowed.
    """
    key = request.POST.get(NAME, "")
    if not key:
        return HttpResponseRedirect(work())
    fields = sorted((name, *values) for name, values in request.POST.lists() if "csrf" not in name)
    try:
        (_status, url), _repeated = once(
            person_id=request.user.pk,
            key=f"form {key}"[:200],
            request_digest=digest_of(request.path, repr(fields)),
            work=lambda: (302, work()),
        )
    except UsedForAnother:
        url = work()
    return HttpResponseRedirect(url)
