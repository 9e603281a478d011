from collections.abc import Callable
from pathlib import Path
from typing import Any

from tilth.core.progress import Tell
from tilth.imports.stackexchange.load import load as stackexchange

type Import = Callable[[Path, str | None, Tell], dict[str, Any]]
"""Path, name of the group, progress; returns the report."""

FORMATS: dict[str, Import] = {"stackexchange": stackexchange}
