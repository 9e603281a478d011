"""`make hostile` (SAMPLE=200 SEED=1 for a part of it): a server of its own, on data of its own."""

import argparse
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.hostile import texts
from tools.hostile.people import Client
from tools.hostile.run import Report, through_everything
from tools.testing.browser import browser as find_browser
from tools.testing.servers import Missing, free_port

TILTH = str(Path(sys.executable).with_name("tilth"))
SHOWN = 60


def main() -> int:
    parser = argparse.ArgumentParser("tools.hostile", description="Hostile texts, everywhere.")
    parser.add_argument("--sample", type=int, default=0, help="so many texts; 0 is all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not texts.FOLDER.is_dir():
        print(f"No texts in {texts.FOLDER}: say where the test data are with TILTH_TEST_DATA.")
        return 1
    chosen = texts.every()
    if options.sample:
        chosen = random.Random(options.seed).sample(  # noqa: S311
            chosen, min(options.sample, len(chosen))
        )
    found = find_browser()
    if isinstance(found, Missing):
        print(found)
        return 1
    began = time.monotonic()
    with served() as (url, writer), sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        with playwright.chromium.launch(executable_path=found, args=root) as browser:
            report = through_everything(browser, url, writer, chosen, say=print)
    return conclude(report, time.monotonic() - began)


def conclude(report: Report, seconds: float) -> int:
    for fault in report.faults[:SHOWN]:
        print(fault)
    print(
        f"{report.texts} texts, put in {report.sent} times, {report.looked} pages looked at"
        f" in {seconds:.0f} s: {len(report.faults)} faults"
    )
    return 1 if report.faults else 0


@contextlib.contextmanager
def served() -> Iterator[tuple[str, Client]]:
    """The address, and somebody who has a token and is signed in."""
    with tempfile.TemporaryDirectory(prefix="tilth-hostile-", ignore_cleanup_errors=True) as folder:
        url = f"http://localhost:{free_port()}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TILTH_")}
        environment = kept | {"TILTH_DATA_DIR": folder, "TILTH_BASE_URL": url}
        address, password = "wilma@acme.example", "plough-and-harrow-9"

        def tilth(*command: str, typed: str = "") -> str:
            done = subprocess.run(
                [TILTH, *command], input=typed, env=environment, check=True,
                stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            return done.stdout.strip()

        port = url.rsplit(":", 1)[1]
        with Path(folder, "log").open("w") as log:
            server = subprocess.Popen(
                [TILTH, "serve", "--port", port], env=environment, stdout=log, stderr=log
            )
        try:
            wait_until_ready(url)
            tilth("person", "add", address, "--name", "Wilma", "--password-stdin", typed=password)
            client = Client(url, token=tilth("token", address))
            client.sign_in(address, password)
            yield url, client
        finally:
            server.terminate()
            server.wait(60)
        written = Path(folder, "log").read_text(errors="replace")
        client.faults += [line for line in written.splitlines() if line.startswith("Traceback")]


def wait_until_ready(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310
            return
        time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer.")


if __name__ == "__main__":
    sys.exit(main())
