"""From what was typed to what is stored beside it: HTML, mentions, tags."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tilth import access
from tilth.core.errors import Invalid
from tilth.core.text import MAX_TAG, read, tag_name
from tilth.people.models import Person
from tilth.previews.actions import note_links

MAX_TAGS = 20
EXCERPT = 320  # characters of a card


def rendered(body: str, *, author_id: int | None = None) -> str:
    """The HTML. A mention becomes a link where its author sees somebody who has the handle: a guest
    does not find out by mentioning who works here. In what was written elsewhere it is a word."""
    text = read(body)
    if author_id is None or not text.handles:
        return text.html({})
    author = Person.objects.get(pk=author_id)
    people = access.visible(author, Person.objects.filter(handle__in=text.handles, left_at=None))
    return text.html({person.handle: person.get_absolute_url() for person in people})


def note_addresses(thing_type: str, thing_id: int, body: str, *, is_new: bool = False) -> None:
    """Have shown, below a text that was written or changed, what its bare addresses lead to."""
    urls = read(body).addresses if "://" in body else ()
    if is_new and not urls:
        return
    note_links(thing_type=thing_type, thing_id=thing_id, urls=urls)


def excerpt(body: str, *, most: int = EXCERPT) -> str:
    """The first words, for a card: about three lines."""
    text = " ".join(read(body[: 4 * most]).plain().split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def mentioned(body: str) -> set[int]:
    """The ids of those whom a text mentions."""
    handles = read(body).handles if "@" in body else ()
    if not handles:
        return set()
    return set(Person.objects.filter(handle__in=handles).values_list("pk", flat=True))


def tag_names(given: Iterable[str], body: str = "") -> list[str]:
    """Normal forms, sorted, of the tags that were given and those in the text as `#tag`."""
    names = {tag_name(each) for each in given} - {""}
    if "#" in body:
        names.update(name for name in read(body).tags if len(name) <= MAX_TAG)
    for name in names:
        if len(name) > MAX_TAG:
            sentence = _("A tag has at most %(most)s characters: “%(tag)s”.")
            raise Invalid(sentence % {"most": MAX_TAG, "tag": name[:MAX_TAG]}, field="tags")
    if len(names) > MAX_TAGS:
        raise Invalid(_("At most %(most)s tags.") % {"most": MAX_TAGS}, field="tags")
    return sorted(names)
