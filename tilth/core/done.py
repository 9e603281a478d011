from django.contrib import messages
from django.http import HttpRequest  # noqa: TID251  (for views alone)


def done(request: HttpRequest, sentence: str, *, draft: str = "") -> None:
    """Say on the next page that it worked, and that the browser may forget its draft."""
    messages.success(request, sentence)
    if draft:
        messages.info(request, draft, extra_tags="draft-done")
