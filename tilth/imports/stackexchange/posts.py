"""Questions and answers."""

from dataclasses import dataclass, field

from django.db import transaction

from tilth.contributions.actions.bring_in import (
    Brought,
    BroughtReply,
    Earlier,
    bring_in,
    bring_in_replies,
)
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.words import MAX_TAGS, excerpt
from tilth.core.text import MAX_TAG, MAX_TITLE, tag_name
from tilth.groups.models import Group
from tilth.imports.markdown import html_to_markdown
from tilth.imports.memory import Memory, Note, digest_of
from tilth.imports.models import Imported
from tilth.imports.report import Report
from tilth.imports.stackexchange.dump import Dump
from tilth.imports.stackexchange.history import FILE as HISTORY
from tilth.imports.stackexchange.history import Histories
from tilth.imports.stackexchange.limits import within
from tilth.imports.stackexchange.people import Authors
from tilth.imports.stackexchange.rows import QUESTION, Post
from tilth.questions.models import AcceptedAnswer

FILE = "Posts.xml"


@dataclass
class Posts:
    dump: Dump
    group: Group
    memory: Memory
    report: Report
    authors: Authors
    histories: Histories
    accepted: dict[int, int] = field(default_factory=dict)
    """Answer to question, as the questions say."""

    @transaction.atomic
    def load_questions(self, batch: list[Post]) -> None:
        known = self.memory.of("question", [post.id for post in batch])
        notes: list[Note] = []
        for post in batch:
            if post.accepted_answer_id is not None:
                self.accepted[post.accepted_answer_id] = post.id
            digest = digest_of(post, self.histories.of_post.get(post.id))
            row = known.get(str(post.id))
            if self._count(post, row, digest):
                notes.append(Note(post.id, self._question(post, row).pk, digest))
        self.memory.keep_all("question", notes, settled=False)

    def _question(self, post: Post, row: Imported | None) -> Contribution:
        brought, earlier = self._brought(post)
        title = post.title or excerpt(brought.body) or f"{self.dump.site} {post.id}"
        if len(post.title) > MAX_TITLE:
            self.report.shorten(FILE, post.id, f"Its title is longer than {MAX_TITLE} characters.")
        tags = [name for name in map(tag_name, post.tags) if 0 < len(name) <= MAX_TAG][:MAX_TAGS]
        if len(tags) < len(post.tags):
            self.report.shorten(FILE, post.id, "Not all of its tags are names of tags here.")
        return bring_in(
            kinds["question"],
            brought,
            group=self.group,
            title=title,
            tags=tags,
            earlier=earlier,
            closed_at=post.closed_at,
            closed_reason=self.histories.reasons.get(post.id, "") if post.closed_at else "",
            into=Contribution.objects.filter(pk=row.object_id).first() if row else None,
        )

    @transaction.atomic
    def load_answers(self, batch: list[Post]) -> None:
        """Their questions are there by then."""
        known = self.memory.of("answer", [post.id for post in batch])
        questions = self.memory.of("question", [post.parent_id or 0 for post in batch])
        chosen: list[tuple[Post, str]] = []
        for post in batch:
            if str(post.parent_id) not in questions:
                self.report.skip(FILE, post.id, "An answer to a question that is not in the dump.")
                continue
            # That it is accepted is said by the question.
            digest = digest_of(post, self.histories.of_post.get(post.id), self._is_accepted(post))
            if self._count(post, known.get(str(post.id)), digest):
                chosen.append((post, digest))
        contributions = Contribution.objects.in_bulk(
            [questions[str(post.parent_id)].object_id for post, _digest in chosen]
        )
        present = Reply.objects.select_related("contribution").in_bulk(
            [row.object_id for row in known.values()]
        )
        replies = bring_in_replies(
            [
                self._answer(
                    post,
                    contributions[questions[str(post.parent_id)].object_id],
                    present.get(row.object_id) if (row := known.get(str(post.id))) else None,
                )
                for post, _digest in chosen
            ]
        )
        self._accept(
            [(post, reply) for (post, _digest), reply in zip(chosen, replies, strict=True)]
        )
        self.memory.keep_all(
            "answer",
            [
                Note(post.id, reply.pk, digest)
                for (post, digest), reply in zip(chosen, replies, strict=True)
            ],
        )
        self.memory.unsettle(reply.contribution_id for reply in replies)

    def _answer(self, post: Post, question: Contribution, into: Reply | None) -> BroughtReply:
        brought, earlier = self._brought(post)
        # It may have been moved since, with a question that was merged.
        contribution = into.contribution if into else question
        return BroughtReply(brought, contribution, is_answer=True, earlier=earlier, into=into)

    def _is_accepted(self, post: Post) -> bool:
        return self.accepted.get(post.id) == post.parent_id

    def _accept(self, answers: list[tuple[Post, Reply]]) -> None:
        """What somebody here has accepted stays so."""
        accepted = [
            AcceptedAnswer(
                reply=reply,
                accepted_by_id=reply.contribution.author_id,
                accepted_at=post.created_at,
            )
            for post, reply in answers
            if self._is_accepted(post)
        ]
        AcceptedAnswer.objects.bulk_create(accepted, ignore_conflicts=True)
        not_any_more = [
            acceptance.pk
            for acceptance in AcceptedAnswer.objects.filter(
                reply__in=[reply for post, reply in answers if not self._is_accepted(post)]
            ).select_related("reply")
            if acceptance.accepted_at == acceptance.reply.created_at
        ]
        AcceptedAnswer.objects.filter(pk__in=not_any_more).delete()

    def _count(self, post: Post, row: Imported | None, digest: str) -> bool:
        """Note what becomes of a post and its earlier texts; whether there is anything to do."""
        before = row.digest if row else None
        self.report.count(
            HISTORY, before, digest, rows=len(self.histories.of_post.get(post.id, ()))
        )
        return self.report.count(FILE, before, digest)

    def _brought(self, post: Post) -> tuple[Brought, list[Earlier]]:
        """What stands, and what stood before."""
        author_id = self.authors.of(post.owner_id, post.owner_name, post.created_at)
        texts = self.histories.texts(post.id, self.authors)
        edited = post.edited_at if post.edited_at and post.edited_at > post.created_at else None
        editor = None
        if edited is not None and (post.editor_id is not None or post.editor_name):
            editor = self.authors.of(post.editor_id, post.editor_name, edited)
        if edited is None and len(texts) > 1:
            edited, editor = texts[-1].written_at, texts[-1].author_id
        url = f"{self.dump.base}/{'q' if post.type == QUESTION else 'a'}/{post.id}"
        body = html_to_markdown(post.html, base=self.dump.base)
        source = {
            "url": url,
            "author": self.authors.names[author_id],
            "licence": post.licence,
        }
        brought = Brought(
            author_id=author_id,
            created_at=post.created_at,
            body=within(body, url, self.report, FILE, post.id),
            score=post.score,
            source=source,
            edited_at=edited,
            edited_by_id=editor,
        )
        return brought, texts[:-1]
