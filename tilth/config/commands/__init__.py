"""One file per command. Each has `add`, which tells argparse of it, and a function that does it."""

from tilth.config.commands import (
    company,
    demo,
    doctor,
    imports,
    person,
    reindex,
    routes,
    serve,
    token,
)
from tilth.config.commands.output import Failed

ALL = (serve, demo, company, imports, person, token, reindex, doctor, routes)

__all__ = ["ALL", "Failed"]
