"""A server of a test's own, which it may kill and start again."""

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.journeys.conftest import TILTH, Served, wait_until_ready
from tools.testing.servers import free_port


class Lone:
    """SQLite in a folder of its own, whatever the other journeys run on."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "log"
        self.environment = {
            **os.environ,
            "TILTH_BASE_URL": self.url,
            "TILTH_DATA_DIR": str(folder / "data"),
            "TILTH_DATABASE_URL": "sqlite:///",
            "TILTH_REDIS_URL": "",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        told = subprocess.run(
            [TILTH, "demo"], env=self.environment, check=True, capture_output=True, text=True
        ).stdout
        people = {
            role: (address, password)
            for role, address, password in map(str.split, told.splitlines())
        }
        self.served = Served(self.url, people)
        self.start()
        return self

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [TILTH, "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until_ready(f"{self.url}/readyz")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)
            self.process = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        sys.stdout.write(self.log.read_text()[-2000:] if error else "")
