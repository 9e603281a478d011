"""Comments and links: what stands beside the posts."""

from django.db import transaction

from tilth.contributions.actions.bring_in import Brought, BroughtReply, bring_in_replies
from tilth.contributions.models import Contribution, Link, Reply
from tilth.imports.markdown import comment_to_markdown
from tilth.imports.memory import Note, digest_of
from tilth.imports.stackexchange import rows
from tilth.imports.stackexchange.limits import within
from tilth.imports.stackexchange.posts import Posts
from tilth.imports.stackexchange.rows import ANSWER, DUPLICATE, LINKED, QUESTION

COMMENTS, LINKS = "Comments.xml", "PostLinks.xml"


@transaction.atomic
def load_comments(posts: Posts, batch: list[rows.Comment]) -> None:
    known = posts.memory.of("comment", [comment.id for comment in batch])
    ids = [comment.post_id for comment in batch]
    answers, questions = posts.memory.of("answer", ids), posts.memory.of("question", ids)
    chosen: list[tuple[rows.Comment, str]] = []
    for comment in batch:
        key, row, digest = str(comment.post_id), known.get(str(comment.id)), digest_of(comment)
        if key not in answers and key not in questions:
            posts.report.skip(COMMENTS, comment.id, "A comment on a post that is not taken.")
        elif posts.report.count(COMMENTS, row.digest if row else None, digest):
            chosen.append((comment, digest))
    parents = Reply.objects.select_related("contribution").in_bulk(
        [row.object_id for row in (*answers.values(), *known.values())]
    )
    asked = Contribution.objects.in_bulk([row.object_id for row in questions.values()])
    brought: list[BroughtReply] = []
    for comment, _digest in chosen:
        key, row = str(comment.post_id), known.get(str(comment.id))
        into = parents.get(row.object_id) if row else None
        parent = parents[answers[key].object_id] if key in answers else None
        where = into or parent
        brought.append(
            BroughtReply(
                comment_brought(posts, comment),
                where.contribution if where else asked[questions[key].object_id],
                parent_id=parent.pk if parent else None,
                into=into,
            )
        )
    replies = bring_in_replies(brought)
    posts.memory.keep_all(
        "comment",
        [
            Note(comment.id, reply.pk, digest)
            for (comment, digest), reply in zip(chosen, replies, strict=True)
        ],
    )
    posts.memory.unsettle(reply.contribution_id for reply in replies)


def comment_brought(posts: Posts, comment: rows.Comment) -> Brought:
    author_id = posts.authors.of(comment.owner_id, comment.owner_name, comment.created_at)
    number = f"{comment.id}_{comment.post_id}"
    url = f"{posts.dump.base}/q/{comment.post_id}#comment{number}"
    return Brought(
        author_id=author_id,
        created_at=comment.created_at,
        body=within(comment_to_markdown(comment.text), url, posts.report, COMMENTS, comment.id),
        score=comment.score,
        source={
            "url": url,
            "author": posts.authors.names[author_id],
            "licence": comment.licence,
        },
    )


@transaction.atomic
def load_links(posts: Posts, batch: list[rows.Link]) -> None:
    """Between questions. What is linked from or to an answer is noted with its question there."""
    ids = [pk for link in batch for pk in (link.post_id, link.related_id)]
    questions = posts.memory.of("question", ids)
    known = posts.memory.of("link", [link.id for link in batch])
    notes: list[Note] = []
    for link in batch:
        here, there = questions.get(str(link.post_id)), questions.get(str(link.related_id))
        row, digest = known.get(str(link.id)), digest_of(link)
        if link.type not in {LINKED, DUPLICATE} or link.post_id == link.related_id:
            posts.report.skip(LINKS, link.id, "A link of a sort that is not taken.")
        elif here is None or there is None:
            posts.report.skip(LINKS, link.id, why_not(posts, link))
        elif posts.report.count(LINKS, row.digest if row else None, digest):
            connect(here.object_id, there.object_id, link.type)
            notes.append(Note(link.id, here.object_id, digest))
    posts.memory.keep_all("link", notes)
    posts.memory.unsettle(note.object_id for note in notes)


def why_not(posts: Posts, link: rows.Link) -> str:
    types = {posts.dump.types.get(link.post_id), posts.dump.types.get(link.related_id)}
    if types <= {QUESTION, ANSWER}:
        return "It links to or from an answer."
    return "It links to or from a post that is not in the dump."


def connect(here: int, there: int, sort: int) -> None:
    """Of several originals the first is the one that a duplicate leads to, the others are links."""
    is_first = sort == DUPLICATE and Contribution.objects.filter(pk=here, duplicate_of=None).update(
        duplicate_of=there
    )
    if not is_first:
        Link.objects.get_or_create(contribution_id=here, target_id=there)
