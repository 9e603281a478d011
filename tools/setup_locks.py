"""`make lock`: writes requirements/*.txt anew from pyproject.toml.

Versions that still fit are kept; `make lock UPGRADE=--upgrade` takes the newest. One lock holds for
every system and Python we support. It names no index, so that a company's own mirror serves as well.
"""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
LOCKS = Path("requirements")
RUN = ["pyproject.toml", "--group", "build"]


def main(options: list[str]) -> None:
    # All of it first: what is only for developing then never moves what is for running.
    lock("dev.txt", *RUN, "--group", "dev", *options)
    lock("run.txt", *RUN, "--constraint", str(LOCKS / "dev.txt"), *options)
    lock("node.txt", "--group", "node", *options)


def lock(name: str, *sources: str) -> None:
    command = [
        str(BIN / "uv"),
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.12",
    ]
    form = ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    target = ["--output-file", str(LOCKS / name)]
    subprocess.run([*command, *form, *target, *sources], env=environment(), check=True)


def environment() -> dict[str, str]:
    """uv does not read where pip is told to fetch from, nor whose certificates to trust: hand it on."""
    told = pip_settings()
    names = {"UV_DEFAULT_INDEX": "index-url", "SSL_CERT_FILE": "cert"}
    handed_on = {uv: told[pip] for uv, pip in names.items() if pip in told}
    return {"UV_SYSTEM_CERTS": "1", **handed_on, **os.environ}


def pip_settings() -> dict[str, str]:
    """From pip's files and the variables PIP_…, which win; lines read global.index-url='https://…'."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    lines = sorted(printed.splitlines(), key=lambda line: line.startswith(":env:"))
    pairs = (line.partition("=") for line in lines)
    return {name.rpartition(".")[2]: value.strip("'\"") for name, _, value in pairs}


if __name__ == "__main__":
    main(sys.argv[1:])
