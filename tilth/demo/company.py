"""Acme Corporation as `company.toml` has it: units, people, groups."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tilth.demo.threads import ROOT, names


@dataclass(frozen=True)
class Someone:
    key: str
    """Their handle, and the name of their face."""
    name: str
    job: str
    town: str
    languages: str
    ask_about: str
    unit: str = ""
    company: str = ""
    """Of a guest."""
    role: str = ""
    """Whom one may sign in as: admin, gardener or employee."""
    voice: str = ""
    """For whoever writes on; shown nowhere."""
    follows: str = ""
    follows_tags: str = ""

    @property
    def address(self) -> str:
        return f"{self.key}@{'dornfeld' if self.company else 'acme'}.example"


@dataclass(frozen=True)
class Department:
    key: str
    name: str
    town: str
    manager: str


@dataclass(frozen=True)
class Place:
    """A group."""

    key: str
    name: str
    kind: str
    purpose: str
    rule: str
    members: str
    """Keys of people; the first one founded it, `*` marks a further gardener, `~` a reader."""
    visibility: str = "open"
    parent: str = ""

    @property
    def founder(self) -> str:
        return names(self.members)[0]

    @property
    def roles(self) -> dict[str, str]:
        """Of each member, by key."""
        given = {key.rstrip("*~"): key[-1] for key in names(self.members)}
        role = {"*": "gardener", "~": "reader"}
        roles = {key: role.get(sign, "contributor") for key, sign in given.items()}
        return roles | {self.founder: "gardener"}


@dataclass(frozen=True)
class Company:
    root: Path
    name: str
    towns: Mapping[str, str]
    """The time zone of each."""
    units: tuple[Department, ...]
    people: tuple[Someone, ...]
    groups: tuple[Place, ...]

    @property
    def zone(self) -> ZoneInfo:
        """In which the times of the threads are meant."""
        return ZoneInfo(next(iter(self.towns.values())))


def read_company(root: Path = ROOT) -> Company:
    said: dict[str, Any] = tomllib.loads((root / "company.toml").read_text(encoding="utf-8"))
    return Company(
        root=root,
        name=said["company"],
        towns=said["towns"],
        units=tuple(Department(**each) for each in said["units"]),
        people=tuple(Someone(**each) for each in said["people"]),
        groups=tuple(Place(**each) for each in said["groups"]),
    )
