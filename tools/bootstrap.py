#!/usr/bin/env python3
"""Sets this folder up. `make run`, `make test` and the rest call it first; `make setup` calls it alone.

    .venv/              the Python packages of requirements/run.txt, and Tilth's own command
    node_modules/       the npm packages of package-lock.json
    static/built/       what frontend/build.mjs makes of frontend/
    static/collected/   that and the assets of packages, as they are served

`bootstrap.py dev` adds the packages of requirements/dev.txt, which `make check` and `make test` need.

Nothing is done twice: each step leaves a stamp, which says from what it was made, in what it made.
Only pip and npm fetch anything, since a company's mirrors, proxies and certificates are set up for
them; the locks hold versions and hashes and no addresses.

Standard library alone, on any Python from 3.8 on: it runs before anything is installed.
"""

import contextlib
import fcntl
import glob
import hashlib
import os
import pwd
import re
import shutil
import subprocess
import sys
import time

OLDEST, NEWEST = (3, 12), (3, 14)  # as in pyproject.toml
OLDEST_NODE = 20
SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PYTHON = ".venv/bin/python"
MADE_FOR = ".venv/.made-for"
UNFINISHED = ".venv.unfinished"  # is there while .venv is written to; longer if that was cut short

NO_PYTHON = (
    "There is no complete Python 3.12 to 3.14 here. Install one (Debian, Ubuntu: apt install"
    " python3.13-venv; macOS: brew install python@3.13; anywhere: uv python install 3.13),"
    " or say where it is: make setup TILTH_PYTHON=/path/to/python3"
)
# sqlite3, ssl and the like are left out where their libraries were missing when Python was built,
# ensurepip by Debian, FTS5 (Tilth's search) by few.
PROBE = """
import ctypes, ensurepip, sqlite3, ssl, sys, venv
sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
print(sys.implementation.name, sys._base_executable, *sys.version_info[:3], sep="|")
"""


class CannotSetUpError(Exception):
    """Says what is wrong and how to mend it."""


def main():
    os.chdir(ROOT)
    # A foreign PYTHONPATH would count as installed, and PIP_USER would install into the home folder.
    for name in ("PYTHONPATH", "PYTHONHOME"):
        os.environ.pop(name, None)
    os.environ["PIP_USER"] = "0"
    # Companies sign for their proxies: trust whom the system trusts, as pip does from 24.2 on.
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")
    if os.path.exists(SYSTEM_CERTIFICATES):
        os.environ.setdefault("REQUESTS_CA_BUNDLE", SYSTEM_CERTIFICATES)
    try:
        with one_at_a_time():
            set_up(with_dev_tools="dev" in sys.argv[1:])
    except CannotSetUpError as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("Interrupted. The next call goes on from here.")
        return 130
    say("Everything is in place.")
    return 0


def set_up(with_dev_tools):
    make_environment()
    install_packages("requirements/run.txt", "Python packages")
    if with_dev_tools:
        install_packages("requirements/dev.txt", "Python packages for developing")
    install_tilth()
    compile_words()
    put_node_on_path()
    install_npm_packages()
    build_assets()


# Python


def make_environment():
    """A .venv of a suitable Python. One that is there and works is kept, whoever made it."""
    made_for = read(MADE_FOR)
    # A .venv that was moved or copied still has commands that start the Python of its old place.
    if in_range(PYTHON) and made_for in (ROOT, None) and not os.path.exists(UNFINISHED):
        if made_for is None:
            run([PYTHON, "-m", "ensurepip"])
            write(MADE_FOR, ROOT)
        return
    version, python = find_python()
    say("Making .venv of Python %d.%d.%d, which is %s" % (*version, python))
    write(UNFINISHED, "")
    run([python, "-m", "venv", "--clear", ".venv"])
    write(MADE_FOR, ROOT)
    remove(UNFINISHED)


def install_packages(lock, what):
    stamp = ".venv/.installed-" + os.path.basename(lock)
    key = digest([lock])
    if read(stamp) == key:
        return
    with open(lock, encoding="utf-8") as lines:
        total = sum(1 for line in lines if re.match(r"[a-z0-9]", line))
    say("Installing %d %s." % (total, what))
    done, next_word = 0, time.monotonic() + 5
    # Ready-made packages alone: building one would fetch what it is built with, unpinned.
    options = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile"]
    pip = [PYTHON, "-m", "pip", "install", "--progress-bar=off", *options, "-r", lock]
    for line in lines_of(pip):
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            done += 1
        elif line.startswith("Installing collected packages"):
            write(UNFINISHED, "")
        if time.monotonic() > next_word:  # whoever waits on a slow network sees that it goes on
            say("... %d of %d" % (done, total))
            next_word = time.monotonic() + 5
    write(stamp, key)
    remove(UNFINISHED)


def install_tilth():
    """The command `tilth`, and the package importable from everywhere. Fetches nothing."""
    key = digest(["pyproject.toml"])
    if read(".venv/.installed-tilth") == key:
        return
    say("Installing the command .venv/bin/tilth.")
    run([PYTHON, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--editable", "."])
    write(".venv/.installed-tilth", key)


def find_python():
    """Version and path of the newest suitable CPython."""
    named = os.environ.get("TILTH_PYTHON")
    found = {}
    for path in [named] if named else candidates():
        suitable = in_range(path)
        if suitable:
            found.setdefault(*suitable)
    if not found:
        raise CannotSetUpError(
            "TILTH_PYTHON: %s is no complete Python 3.12 to 3.14." % named if named else NO_PYTHON
        )
    return max(found.items())


def in_range(path):
    """((3, 13, 0), its path) if it is a suitable Python, else None. A venv's counts as its base."""
    name, base, *version = (output([path, "-c", PROBE]) or "none|").strip().split("|")
    version = tuple(int(part) for part in version)
    return (version, base) if name == "cpython" and OLDEST <= version[:2] <= NEWEST else None


def candidates():
    """Where a Python may be, also outside PATH."""
    yield sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        yield shutil.which("python3.%d" % minor) or ""
    folders = [
        "/usr/local/bin",
        "/usr/local/python*/bin",
        "/opt/python*/bin",
        "/opt/python/*/bin",
        "/opt/homebrew/bin",
        "/opt/hostedtoolcache/Python/3.*/*/bin",
        "/Library/Frameworks/Python.framework/Versions/3.*/bin",
        "/run/current-system/sw/bin",
    ]
    pyenvs = ["/opt/pyenv", "/opt/.pyenv", "/usr/local/pyenv", os.environ.get("PYENV_ROOT", "")]
    for home in homes():
        pyenvs.append(home + "/.pyenv")
        folders += [
            home + "/.local/bin",
            home + "/.asdf/installs/python/3.*/bin",
            home + "/.local/share/mise/installs/python/3.*/bin",
            home + "/.local/share/uv/python/cpython-3.*/bin",
        ]
    folders += [pyenv + "/versions/3.*/bin" for pyenv in pyenvs if pyenv]
    for folder in folders:
        yield from glob.glob(folder + "/python3.1[0-9]")


def homes():
    """HOME may be empty, or not the account's own (CI, sudo, env -i): look in both."""
    found = [os.path.expanduser("~")]
    with contextlib.suppress(KeyError):  # a container may run under a number without an account
        found.append(pwd.getpwuid(os.getuid()).pw_dir)
    return list(dict.fromkeys(found))


# Assets


def put_node_on_path():
    """The system's Node where it is new enough and has npm, else PyPI's, which brings its own."""
    version = output(["node", "--version"]) or "v0"
    if int(re.match(r"v(\d+)", version).group(1)) >= OLDEST_NODE and shutil.which("npm"):
        return
    install_packages("requirements/node.txt", "Python packages that bring Node")
    os.environ["PATH"] = os.path.abspath(".venv/bin") + os.pathsep + os.environ.get("PATH", "")


def install_npm_packages():
    key = digest(["package.json", "package-lock.json"])
    if read("node_modules/.installed") == key:
        return
    say("Installing the npm packages.")
    run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"])  # empties node_modules first
    write("node_modules/.installed", key)


def compile_words():
    """What Django reads of the catalogues of translations."""
    sources = sorted(glob.glob("locale/*/LC_MESSAGES/django.po"))
    key = digest(["requirements/run.txt", *sources])
    made = [os.path.exists(path[:-2] + "mo") for path in sources]
    if read(".venv/.compiled-words") == key and all(made):
        return
    say("Compiling the translations.")
    run([PYTHON, "-m", "tools.words.compile"])
    write(".venv/.compiled-words", key)


def build_assets():
    """Build, then collect beside it what packages bring, each file with a hash in its name."""
    sources = [
        "package-lock.json",
        "requirements/run.txt",
        "tilth/people/faces.json",
        *glob.glob("frontend/**", recursive=True),
    ]
    key = digest(sources)
    if read("node_modules/.built") == key and os.path.exists("static/collected/staticfiles.json"):
        return
    say("Building the assets.")
    remove("node_modules/.built")
    run(["node", "frontend/build.mjs"])
    collect = ["collectstatic", "--noinput", "--clear", "--settings=tilth.config.settings"]
    run([PYTHON, "-m", "django", *collect])
    write("node_modules/.built", key)


# What the steps are made of


@contextlib.contextmanager
def one_at_a_time():
    """Two `make` in one folder would install over each other."""
    with open(__file__, encoding="utf-8") as this_file:
        try:
            fcntl.flock(this_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Waiting for another set-up of this folder to end.")
            fcntl.flock(this_file, fcntl.LOCK_EX)
        yield


def say(line):
    print("[setup] " + line, flush=True)


def run(command):
    for _ in lines_of(command):
        pass


def lines_of(command):
    """What a command prints, line by line, kept from the screen unless it fails."""
    environment = dict(os.environ, PYTHONUNBUFFERED="1")
    printed = []
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    with process:
        for line in process.stdout:
            printed.append(line)
            yield line
    if process.returncode != 0:
        sys.stdout.writelines(printed[-25:])
        raise CannotSetUpError("This failed, and the lines above say why: " + " ".join(command))


def output(command):
    """What a command prints, or None if it fails or does not exist."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode()


def digest(paths):
    """Changes with the names and the contents of these files."""
    sums = hashlib.sha256()
    for path in sorted(paths):
        if os.path.isfile(path):
            with open(path, "rb") as file:
                sums.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return sums.hexdigest()


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def remove(path):
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)


if __name__ == "__main__":
    sys.exit(main())
