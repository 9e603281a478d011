"""Excerpts and wikis are posts there; here they explain a tag."""

from django.db import transaction

from tilth.contributions.actions.bring_in import explain_tag
from tilth.core.text import MAX_TAG, tag_name
from tilth.imports.markdown import html_to_markdown
from tilth.imports.memory import Note, digest_of
from tilth.imports.stackexchange import rows
from tilth.imports.stackexchange.limits import within
from tilth.imports.stackexchange.posts import FILE as POSTS
from tilth.imports.stackexchange.posts import Posts
from tilth.imports.stackexchange.rows import ANSWER, EXCERPT, QUESTION, WIKI, Post, Tag

FILE = "Tags.xml"


@transaction.atomic
def load_tags(posts: Posts, batch: list[Tag], texts: dict[int, Post]) -> None:
    """Those with an explanation; the others came with the questions and are counted."""
    known = posts.memory.of("tag", [tag.id for tag in batch])
    notes: list[Note] = []
    for tag in batch:
        # A wiki that repeats its excerpt says it once.
        found = [texts[pk] for pk in (tag.excerpt_id, tag.wiki_id) if pk in texts]
        said = [html_to_markdown(post.html, base=posts.dump.base) for post in found]
        if len(said) == 2 and said[1].startswith(said[0]):
            said = said[1:]
        name, body = tag_name(tag.name), "\n\n".join(filter(None, said))
        if not name or not body or len(name) > MAX_TAG:
            posts.report.counted[FILE] += 1
            continue
        row, digest = known.get(str(tag.id)), digest_of(tag, found)
        if tag.name not in posts.dump.tags:
            posts.report.skip(FILE, tag.id, "It is explained, but no question has this tag.")
        elif posts.report.count(FILE, row.digest if row else None, digest):
            source = source_of(posts, tag, found)
            body = within(body, source["url"], posts.report, FILE, tag.id)
            wiki = explain_tag(name, body, group=posts.group, source=source)
            notes.append(Note(tag.id, wiki.pk, digest))
    posts.memory.keep_all("tag", notes)


def source_of(posts: Posts, tag: Tag, found: list[Post]) -> dict[str, str]:
    names = [
        posts.authors.names[posts.authors.of(post.owner_id, post.owner_name, post.created_at)]
        for post in found
    ]
    return {
        "url": f"{posts.dump.base}/tags/{tag.name}/info",
        "author": ", ".join(dict.fromkeys(names)),
        "licence": ", ".join(dict.fromkeys(post.licence for post in found)),
    }


def account_for_the_others(posts: Posts, tags: list[rows.Tag]) -> None:
    """What explains a tag is counted; posts of other sorts are not taken."""
    explaining = {pk for tag in tags for pk in (tag.excerpt_id, tag.wiki_id)}
    for post in posts.dump.rows("Posts"):
        if post.type in {EXCERPT, WIKI} and post.id in explaining:
            posts.report.counted[POSTS] += 1
        elif post.type in {EXCERPT, WIKI}:
            posts.report.skip(POSTS, post.id, "It explains a tag that is not in the dump.")
        elif post.type not in {QUESTION, ANSWER}:
            posts.report.skip(POSTS, post.id, "A post of a sort that is not taken.")
