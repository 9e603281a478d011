"""docs/first-feature.md, carried out to the letter in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = (PROJECT / "docs" / "first-feature.md").read_text()
# A file that is written or changed: its path in bold, then what is in it.
FILES = re.compile(r"^\*\*`([^`\n]+)`\*\*\n\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# .mypy_cache saves a minute where the types were checked before.
TAKEN_ALONG = ("tilth", "tools", "templates", "frontend", "pyproject.toml", ".mypy_cache")
LENT = (".venv", "static", "node_modules")


@dataclass(frozen=True)
class Command:
    line: str
    says: tuple[str, ...]
    """What stands in its output, among other things."""


def steps() -> list[re.Match[str]]:
    """Files and commands in the order of the document."""
    found = [*FILES.finditer(DOCUMENT), *COMMANDS.finditer(DOCUMENT)]
    return sorted(found, key=lambda match: match.start())


def commands_in(block: str) -> list[Command]:
    runs = [run.splitlines() for run in re.split(r"^\$ ", block, flags=re.MULTILINE) if run]
    return [Command(lines[0], tuple(lines[1:])) for lines in runs]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in TAKEN_ALONG:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=unwanted)
        elif source.exists():
            shutil.copy2(source, folder / name)
    for name in LENT:
        if (PROJECT / name).exists():
            (folder / name).symlink_to(PROJECT / name)
    if not (folder / ".venv").exists():
        (folder / ".venv").symlink_to(sys.prefix)
    return folder


def write(folder: Path, path: str, content: str) -> None:
    target = folder / path
    assert not target.exists(), f"{path} is there already."
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content)


def change(folder: Path, path: str, diff: str) -> None:
    lines = diff.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    text = (folder / path).read_text()
    assert text.count(old) == 1, f"{path} has no such place, or several: {old}"
    (folder / path).write_text(text.replace(old, new))


def carry_out(folder: Path, command: Command) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TILTH_")}
    ours = {
        # Before the installed one, which is the project itself.
        "PYTHONPATH": str(folder),
        "TILTH_DATA_DIR": str(folder / "var"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        command.line.split(),
        cwd=folder,
        env=kept | ours,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 0, f"$ {command.line}\n{printed}"
    for line in command.says:
        assert line in printed, f"$ {command.line}\n{line!r} is not in: {printed}"


@pytest.mark.slow
def test_whoever_follows_the_document_has_a_new_kind(copy: Path) -> None:
    ran = []
    for step in steps():
        if step.re is COMMANDS:
            for command in commands_in(step[1]):
                carry_out(copy, command)
                ran.append(command.line)
        elif step[2] == "diff":
            change(copy, step[1], step[3])
        else:
            write(copy, step[1], step[3])

    assert len(ran) > 5
    assert (copy / "tilth/tips/migrations/0001_initial.py").exists()


def test_it_touches_one_folder_and_two_lines() -> None:
    files = [step for step in steps() if step.re is FILES]
    outside = [step for step in files if not step[1].startswith("tilth/tips/")]

    assert [step[1] for step in outside] == ["tilth/config/settings.py", "pyproject.toml"]
    for step in outside:
        assert len(re.findall(r"^\+", step[3], re.MULTILINE)) == 1


def test_a_step_that_does_not_hold_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text('"tilth.updates",\n')
    with pytest.raises(AssertionError, match="no such place"):
        change(tmp_path, "settings.py", ' "tilth.elsewhere",\n+"tilth.tips",\n')
    with pytest.raises(AssertionError, match="is there already"):
        write(tmp_path, "settings.py", "")
    with pytest.raises(AssertionError, match="is not in"):
        carry_out(tmp_path, Command(f"{sys.executable} --version", ("8 passed",)))
    with pytest.raises(AssertionError, match=r"\$ false"):
        carry_out(tmp_path, Command("false", ()))
