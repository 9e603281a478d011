from tilth.contributions.models.contribution import Contribution, Link, Merge
from tilth.contributions.models.reply import Reply
from tilth.contributions.models.response import Reaction, ReactionName, Watch
from tilth.contributions.models.tag import Tag, TagFollow, Tagging, TagUse, TagWiki
from tilth.contributions.models.version import Version

__all__ = [
    "Contribution",
    "Link",
    "Merge",
    "Reaction",
    "ReactionName",
    "Reply",
    "Tag",
    "TagFollow",
    "TagUse",
    "TagWiki",
    "Tagging",
    "Version",
    "Watch",
]
