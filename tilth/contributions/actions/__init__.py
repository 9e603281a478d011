"""What can be done with a contribution of any kind: one file per verb.

Pages, the API, importers and commands call these and nothing deeper. Each is one transaction and
publishes one event.
"""

from tilth.contributions.actions.contribute import contribute
from tilth.contributions.actions.merge import merge, unmerge
from tilth.contributions.actions.move import move
from tilth.contributions.actions.outdate import mark_current, mark_outdated
from tilth.contributions.actions.react import react, take_back
from tilth.contributions.actions.reply import reply_to, revise_reply, withdraw_reply
from tilth.contributions.actions.revise import revise
from tilth.contributions.actions.watch import unwatch, watch
from tilth.contributions.actions.withdraw import bring_back, withdraw

__all__ = [
    "bring_back",
    "contribute",
    "mark_current",
    "mark_outdated",
    "merge",
    "move",
    "react",
    "reply_to",
    "revise",
    "revise_reply",
    "take_back",
    "unmerge",
    "unwatch",
    "watch",
    "withdraw",
    "withdraw_reply",
]
