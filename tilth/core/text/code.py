"""Code in the colours of its language: names of classes only, which one stylesheet colours."""

import time
from collections.abc import Iterator
from functools import cache
from html import escape
from io import StringIO
from typing import Any

from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]

CLASS_PREFIX = "hl-"
MAX_COLOURED = 20_000  # characters, in one body
MAX_BLOCKS = 100
MAX_SECONDS = 0.3  # of CPU, in one body: C# of nothing but short lines would take minutes

# Ours by pygments' name, then other names people write. A list of our own, as a body that names all
# 500 languages of pygments would import them all.
_NAMES = """
awk
bash bsh sh shell zsh
bat cmd
c h
clojure clj
cmake
common-lisp cl lisp
cpp c++ cc hpp
csharp c# cs
css
dart
delphi pascal
diff patch
docker dockerfile
elixir ex
erlang erl
fortran
fsharp f# fs
go golang
graphql
groovy
haskell hs
html htm
http
ini cfg conf
java
javascript js jsx
json
julia jl
kotlin kt
latex tex
less
lua
make makefile
matlab
mysql
nasm asm assembly
nginx
objective-c objc
ocaml ml
perl pl
php
postgresql
powershell ps1
protobuf proto
pycon
python py python3
r
ruby rb
rust rs
scala
scss
sql sqlite
swift
terraform hcl tf
toml
tsql
typescript ts tsx
vb.net vb vba
verilog
vhdl
xml svg
yaml yml
"""
# Here pygments spends seconds on a single word or gap of a longer text, where no clock can end it.
_SLOW = ("ini", "matlab", "ocaml")
MAX_SLOW = 3_000
LANGUAGES = {name: line.split()[0] for line in _NAMES.split("\n") for name in line.split()}

_formatter = HtmlFormatter(nowrap=True, classprefix=CLASS_PREFIX)


class Code:
    """The blocks of code of one body, coloured as far as what it may cost reaches."""

    def __init__(self) -> None:
        self._characters = MAX_COLOURED
        self._blocks = MAX_BLOCKS
        self._seconds = MAX_SECONDS

    def html(self, code: str, language: str) -> str:
        """What stands inside <pre>: <code> with its class. Unknown languages are plain."""
        language = LANGUAGES.get(language.lower(), "")
        coloured = self._coloured(code, language) if language else None
        if coloured is None:
            return f"<code>{escape(code)}</code>"
        return f'<code class="language-{language}">{coloured}</code>'

    def _coloured(self, code: str, language: str) -> str | None:
        self._characters -= len(code)
        self._blocks -= 1
        if min(self._characters, self._blocks, self._seconds) < 0:
            return None
        if language in _SLOW and len(code) > MAX_SLOW:
            return None
        lexer = _lexer_class(language)(stripnl=False, ensurenl=False)
        started = time.thread_time()
        try:
            tokens = list(_until(started + self._seconds, lexer.get_tokens(code)))
        except _TooSlowError:
            return None
        finally:
            self._seconds -= time.thread_time() - started
        if "".join(value for _, value in tokens) != code:
            return None  # a few lexers lose a sign of what they do not understand
        _formatter.format(tokens, out := StringIO())
        return out.getvalue()


class _TooSlowError(Exception):
    pass


def _until(deadline: float, tokens: Iterator[Any]) -> Iterator[Any]:
    for token in tokens:
        if time.thread_time() > deadline:
            raise _TooSlowError
        yield token


@cache
def _lexer_class(language: str) -> Any:
    return find_lexer_class_by_name(language)
