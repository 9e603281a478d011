from argparse import Namespace

from tilth.config.commands.output import Progress, Subparsers, migrate_if_needed, say


def add(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("company", help="a synthetic company of a size, for measuring")
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--contributions", type=int, required=True)
    parser.add_argument("--groups", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.set_defaults(run=company)


def company(options: Namespace) -> None:
    from tilth.demo.synthetic import Size, make

    migrate_if_needed()
    size = Size(options.people, options.groups, options.contributions, options.seed)
    make(size, Progress())
    say(f"{size.people} people, {size.groups} groups, {size.contributions} contributions.")
