"""A browser to test with: Playwright's own download, Chromium, or Google Chrome."""

import contextlib
import os
import shutil
import subprocess
import sys

from tools.testing.servers import Missing

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
# In a process of its own: it may not be loaded twice, nor beside an event loop.
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as p\n"
    "with p() as playwright: print(playwright.chromium.executable_path)"
)


def browser() -> str | Missing:
    """The path of one that starts."""
    named = os.environ.get("TILTH_TEST_BROWSER")
    if named:
        return (
            named
            if starts(named)
            else Missing("Browser", f"{named} does not start", "mend TILTH_TEST_BROWSER")
        )
    candidates = [shutil.which(name) or "" for name in NAMES] + MAC
    for path in [*candidates, playwrights_own()]:
        if path and starts(path):
            return path
    mend = "sudo apt install chromium, or .venv/bin/playwright install chromium"
    return Missing("Browser", "there is no Chromium and no Google Chrome here", mend)


def starts(path: str) -> bool:
    """Ubuntu's `chromium-browser` may be but a hint to a snap."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return "Chrom" in output([path, "--version"])
    return False


def playwrights_own() -> str:
    """Where it would be; whether it is, shows in starting it."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return output([sys.executable, "-c", ASK_PLAYWRIGHT]).strip()
    return ""


def output(command: list[str]) -> str:
    return subprocess.check_output(command, stderr=subprocess.DEVNULL, text=True, timeout=60)
