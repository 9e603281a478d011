from dataclasses import dataclass

from tilth.contributions.events import ContributionChanged


@dataclass(frozen=True, kw_only=True)
class AnswerAccepted(ContributionChanged):
    reply_id: int


@dataclass(frozen=True, kw_only=True)
class AcceptanceTakenBack(ContributionChanged):
    reply_id: int
