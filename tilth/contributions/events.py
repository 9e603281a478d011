from dataclasses import dataclass

from tilth.events.outbox import Event


@dataclass(frozen=True, kw_only=True)
class ContributionChanged(Event):
    """The base of whatever happens to a contribution of any kind."""

    contribution_id: int


@dataclass(frozen=True, kw_only=True)
class ContributionAdded(ContributionChanged):
    pass


@dataclass(frozen=True, kw_only=True)
class ContributionsBroughtIn(Event):
    """A batch of an import. It is indexed, and nobody is told."""

    contribution_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ContributionMerged(ContributionChanged):
    """Into another, or out of it again."""

    original_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyChanged(ContributionChanged):
    """Something below it was written, edited or withdrawn."""

    reply_id: int


@dataclass(frozen=True, kw_only=True)
class Replied(ReplyChanged):
    pass
