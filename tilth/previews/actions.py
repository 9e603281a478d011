from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from tilth.core.outgoing import MAX_URL
from tilth.previews.models import LinkPreview, NotedLink
from tilth.previews.tasks import fetch_preview

MOST_LINKS = 3  # of a text: more would be a page of its own


@transaction.atomic
def note_links(*, thing_type: str, thing_id: int, urls: Sequence[str]) -> None:
    """Write down which bare addresses a text has, instead of those it had, and have the pages behind
    them fetched. The task commits with the text. Idempotent."""
    NotedLink.objects.filter(thing_type=thing_type, thing_id=thing_id).delete()
    fitting = [url for url in urls if len(url) <= MAX_URL][:MOST_LINKS]
    NotedLink.objects.bulk_create(
        [
            NotedLink(
                thing_type=thing_type,
                thing_id=thing_id,
                position=position,
                url=url,
                preview=None if is_ours(url) else _preview_of(url),
            )
            for position, url in enumerate(fitting)
            if is_ours(url) or settings.LINK_PREVIEWS
        ]
    )


def is_ours(url: str) -> bool:
    """Of this installation: never fetched, since the server may see more than who reads."""
    try:
        return urlsplit(url).hostname == urlsplit(settings.BASE_URL).hostname
    except ValueError:
        return False


def _preview_of(url: str) -> LinkPreview:
    digest = sha256(url.encode()).hexdigest()
    preview, is_new = LinkPreview.objects.get_or_create(digest=digest, defaults={"url": url})
    if is_new:
        fetch_preview.enqueue(preview.pk)
    return preview
