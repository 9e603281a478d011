from argparse import Namespace
from pathlib import Path

from tilth.config.commands.output import (
    Failed,
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
    if options.report and not options.report.absolute().parent.is_dir():
        raise Failed(
            f"{options.report.parent} is not there. Make it, or write the report elsewhere."
        )
    migrate_if_needed()
    progress = Progress()
    report = FORMATS[options.format](options.path, options.group, progress)
    work_through_outbox(progress)
    if options.report:
        write_report(options.report, as_json(report))
    else:
        say(as_json(report))


def write_report(file: Path, text: str) -> None:
    try:
        file.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise Failed(
            f"All of it came, but {file} cannot be written: {error.strerror}. Import once more,"
            " which changes nothing, with another file."
        ) from None
    say(f"The report is in {file}.")
