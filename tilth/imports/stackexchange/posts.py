"""Questions, answers and what explains tags."""

from dataclasses import dataclass, field

from django.db import transaction

from tilth.contributions.actions.bring_in import Brought, bring_in, bring_in_reply
from tilth.contributions.kinds import kinds
from tilth.contributions.models import Contribution, Reply
from tilth.contributions.words import excerpt
from tilth.groups.models import Group
from tilth.imports.html_to_markdown import html_to_markdown
from tilth.imports.memory import Memory, digest_of
from tilth.imports.models import Imported
from tilth.imports.report import Report
from tilth.imports.stackexchange.dump import Dump
from tilth.imports.stackexchange.history import FILE as HISTORY
from tilth.imports.stackexchange.history import Histories
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
    def load(self, sort: int, batch: list[Post]) -> None:
        """A batch of questions, or of answers, whose questions are there by then."""
        known = self.memory.of("question" if sort == QUESTION else "answer", [p.id for p in batch])
        for post in batch:
            row = known.get(str(post.id))
            self._question(post, row) if sort == QUESTION else self._answer(post, row)

    def _question(self, post: Post, row: Imported | None) -> None:
        if post.accepted_answer_id is not None:
            self.accepted[post.accepted_answer_id] = post.id
        digest = digest_of(post, self.histories.of_post.get(post.id))
        if not self._count(post.id, row, digest):
            return
        into = Contribution.objects.filter(pk=row.object_id).first() if row else None
        brought = self._brought(post)
        contribution = bring_in(
            kinds["question"],
            brought,
            group=self.group,
            title=post.title or excerpt(brought.body) or f"{self.dump.site} {post.id}",
            tags=post.tags,
            earlier=self.histories.earlier(post.id, self.authors),
            closed_at=post.closed_at,
            closed_reason=_reason(self.histories.reasons.get(post.id, "")),
            into=into,
        )
        self.memory.keep("question", post.id, contribution.pk, digest, settled=False)

    def _answer(self, post: Post, row: Imported | None) -> None:
        question = self.memory.of("question", [post.parent_id or 0]).get(str(post.parent_id))
        if question is None:
            self.report.skip(FILE, post.id, "An answer to a question that is not in the dump.")
            for entry in self.histories.of_post.get(post.id, []):
                self.report.skip(HISTORY, entry.id, "It belongs to a post that is not taken.")
            return
        accepted = self.accepted.get(post.id) == post.parent_id
        digest = digest_of(post, self.histories.of_post.get(post.id), accepted)
        if self._count(post.id, row, digest):
            contribution = Contribution.objects.get(pk=question.object_id)
            reply = bring_in_reply(
                self._brought(post),
                contribution=contribution,
                parent_id=None,
                is_answer=True,
                earlier=self.histories.earlier(post.id, self.authors),
                into=Reply.objects.filter(pk=row.object_id).first() if row else None,
            )
            self.memory.keep("answer", post.id, reply.pk, digest)
            self.memory.unsettle([contribution.pk])
            self._accept(post, reply, accepted)

    def _accept(self, post: Post, reply: Reply, accepted: bool) -> None:
        """What somebody here has accepted stays so."""
        if not accepted:
            AcceptedAnswer.objects.filter(reply=reply, accepted_at=post.created_at).delete()
        else:
            AcceptedAnswer.objects.get_or_create(
                reply=reply,
                defaults={
                    "accepted_by_id": reply.contribution.author_id,
                    "accepted_at": post.created_at,
                },
            )

    def _count(self, post_id: int, row: Imported | None, digest: str) -> bool:
        """Note what becomes of a post and its earlier texts; whether there is anything to do."""
        how = self.report.created
        if row is not None:
            how = self.report.unchanged if row.digest == digest else self.report.updated
        how[FILE] += 1
        if entries := self.histories.of_post.get(post_id):
            how[HISTORY] += len(entries)
        return how is not self.report.unchanged

    def _brought(self, post: Post) -> Brought:
        author_id = self.authors.of(post.owner_id, post.owner_name, post.created_at)
        edited = post.edited_at if post.edited_at and post.edited_at > post.created_at else None
        letter = "q" if post.type == QUESTION else "a"
        return Brought(
            author_id=author_id,
            created_at=post.created_at,
            body=html_to_markdown(post.html, base=self.dump.base),
            score=post.score,
            source={
                "url": f"{self.dump.base}/{letter}/{post.id}",
                "author": self.authors.name_of(author_id),
                "licence": post.licence,
            },
            edited_at=edited,
            edited_by_id=self.authors.of(post.editor_id, post.editor_name, edited)
            if edited and (post.editor_id is not None or post.editor_name)
            else None,
        )


def _reason(text: str) -> str:
    """Only what is a sentence: newer dumps hold JSON of who voted."""
    return "" if text.lstrip().startswith("{") else text
