"""Comments, links and tags: what stands beside the posts."""

import html

from django.db import transaction

from tilth.contributions.actions.bring_in import Brought, bring_in_reply
from tilth.contributions.models import Contribution, Link, Reply, Tag, TagWiki
from tilth.contributions.words import rendered
from tilth.core.text import tag_name
from tilth.imports.html_to_markdown import html_to_markdown, plain_to_markdown
from tilth.imports.memory import digest_of
from tilth.imports.models import Imported
from tilth.imports.stackexchange import rows
from tilth.imports.stackexchange.posts import Posts
from tilth.imports.stackexchange.rows import ANSWER, DUPLICATE, LINKED, QUESTION

COMMENTS, LINKS, TAGS = "Comments.xml", "PostLinks.xml", "Tags.xml"


@transaction.atomic
def load_comments(posts: Posts, batch: list[rows.Comment]) -> None:
    known = posts.memory.of("comment", [comment.id for comment in batch])
    ids = [comment.post_id for comment in batch]
    answers, questions = posts.memory.of("answer", ids), posts.memory.of("question", ids)
    for comment in batch:
        key = str(comment.post_id)
        if key not in answers and key not in questions:
            posts.report.skip(COMMENTS, comment.id, "A comment on a post that is not taken.")
            continue
        row, digest = known.get(str(comment.id)), digest_of(comment)
        if not count(posts, COMMENTS, row, digest):
            continue
        parent = Reply.objects.get(pk=answers[key].object_id) if key in answers else None
        contribution = (
            parent.contribution if parent else Contribution.objects.get(pk=questions[key].object_id)
        )
        reply = bring_in_reply(
            brought(posts, comment),
            contribution=contribution,
            parent_id=parent.pk if parent else None,
            is_answer=False,
            into=Reply.objects.filter(pk=row.object_id).first() if row else None,
        )
        posts.memory.keep("comment", comment.id, reply.pk, digest)
        posts.memory.unsettle([contribution.pk])


def brought(posts: Posts, comment: rows.Comment) -> Brought:
    author_id = posts.authors.of(comment.owner_id, comment.owner_name, comment.created_at)
    number = f"{comment.id}_{comment.post_id}"
    return Brought(
        author_id=author_id,
        created_at=comment.created_at,
        body=plain_to_markdown(html.unescape(comment.text)),
        score=comment.score,
        source={
            "url": f"{posts.dump.base}/questions/{comment.post_id}/_/#comment{number}",
            "author": posts.authors.name_of(author_id),
            "licence": comment.licence,
        },
    )


def count(posts: Posts, file: str, row: Imported | None, digest: str) -> bool:
    how = posts.report.created
    if row is not None:
        how = posts.report.unchanged if row.digest == digest else posts.report.updated
    how[file] += 1
    return how is not posts.report.unchanged


@transaction.atomic
def load_links(posts: Posts, batch: list[rows.Link]) -> None:
    """Between questions. What is linked from or to an answer is noted with its question there."""
    ids = [pk for link in batch for pk in (link.post_id, link.related_id)]
    questions = posts.memory.of("question", ids)
    known = posts.memory.of("link", [link.id for link in batch])
    for link in batch:
        here, there = questions.get(str(link.post_id)), questions.get(str(link.related_id))
        types = {posts.dump.types.get(link.post_id), posts.dump.types.get(link.related_id)}
        if here is None or there is None:
            reason = "It links to or from a post that is not in the dump."
            if types <= {QUESTION, ANSWER}:
                reason = "It links to or from an answer."
            posts.report.skip(LINKS, link.id, reason)
        elif link.type not in {LINKED, DUPLICATE} or link.post_id == link.related_id:
            posts.report.skip(LINKS, link.id, "A link of a sort that is not taken.")
        elif count(posts, LINKS, known.get(str(link.id)), digest_of(link)):
            if link.type == DUPLICATE:
                Contribution.objects.filter(pk=here.object_id).update(duplicate_of=there.object_id)
                posts.memory.unsettle([here.object_id])
            else:
                Link.objects.get_or_create(
                    contribution_id=here.object_id, target_id=there.object_id
                )
            posts.memory.keep("link", link.id, here.object_id, digest_of(link))


@transaction.atomic
def load_tags(posts: Posts, tags: list[rows.Tag], texts: dict[int, rows.Post]) -> None:
    """Those with an explanation; the others came with the questions and are counted."""
    known = posts.memory.of("tag", [tag.id for tag in tags])
    for tag in tags:
        explained = [texts[pk] for pk in (tag.excerpt_id, tag.wiki_id) if pk in texts]
        body = "\n\n".join(
            text
            for text in (html_to_markdown(post.html, base=posts.dump.base) for post in explained)
            if text
        )
        name = tag_name(tag.name)
        if not name or not body:
            posts.report.counted[TAGS] += 1
            continue
        if not count(posts, TAGS, known.get(str(tag.id)), digest_of(tag, body)):
            continue
        ours, _new = Tag.objects.get_or_create(name=name)
        wiki, _new = TagWiki.objects.update_or_create(
            tag=ours,
            group_id=posts.group.pk,
            defaults={
                "audience_id": posts.group.audience_id,
                "body": body,
                "html": rendered(body),
                "source": {
                    "url": f"{posts.dump.base}/tags/{tag.name}/info",
                    "author": posts.dump.site,
                    "licence": explained[0].licence,
                },
            },
        )
        posts.memory.keep("tag", tag.id, wiki.pk, digest_of(tag, body))
