"""Who may see and do what: the one door for reading.

scope      what a person reads, as short lists of ids
policy     one class per model: `visible`, and `can_<verb>` with a reason
fetch      one object: 404 where invisible, 403 with the reason where not theirs to do
"""

from tilth.access.policy import YES, Policy, Verdict, can, check, fetch, no, register, visible
from tilth.access.scope import Scope, forget_scopes, scope

__all__ = [
    "YES",
    "Policy",
    "Scope",
    "Verdict",
    "can",
    "check",
    "fetch",
    "forget_scopes",
    "no",
    "register",
    "scope",
    "visible",
]
