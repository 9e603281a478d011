import logging

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from tilth.core.outgoing import Unreachable, fetch_page
from tilth.previews.models import LinkPreview, State
from tilth.previews.reading import read_page

log = logging.getLogger(__name__)


@task
def fetch_preview(preview_id: int) -> None:
    """Ask the page once. Whatever comes of it stays: a page that could not be had is no card.
    Idempotent."""
    preview = LinkPreview.objects.filter(pk=preview_id, state=State.WANTED).first()
    if preview is None or not settings.LINK_PREVIEWS:
        return
    try:
        said = read_page(fetch_page(preview.url))
    except Unreachable as reason:
        log.info("No preview of %s: %s", preview.url, reason)
        said = None
    if said is not None and said.title:
        preview.title, preview.description, preview.site = said
        preview.state = State.SHOWN
    else:
        preview.state = State.NOTHING
    preview.fetched_at = timezone.now()
    preview.save(update_fields=["title", "description", "site", "state", "fetched_at"])
