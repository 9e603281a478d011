import json
from argparse import Namespace
from pathlib import Path

from tilth.config.commands.output import (
    Progress,
    Subparsers,
    as_json,
    migrate_if_needed,
    say,
    work_through_outbox,
)
from tilth.imports.formats import FORMATS


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("import", help="bring in what was written elsewhere")
    parser.add_argument("format", choices=sorted(FORMATS), metavar="FORMAT")
    parser.add_argument("path", type=Path)
    parser.add_argument("--group", metavar="NAME", help="where to; made, open, when missing")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report there")
    parser.set_defaults(run=import_)


def import_(options: Namespace) -> None:
    migrate_if_needed()
    progress = Progress()
    report = FORMATS[options.format](options.path, options.group, progress)
    work_through_outbox(progress)
    if options.report:
        options.report.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        say(f"The report is in {options.report}.")
    else:
        say(as_json(report))
