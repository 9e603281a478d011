"""Whatever is written: nothing in it runs, nothing is fetched, and it is shown in bounded time."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from tilth.core.text import MAX_BODY, read
from tilth.core.text.mathml import ELEMENTS

DATA = Path(os.environ.get("TILTH_TEST_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
HOSTILE = DATA / "08-hostile"
SHOWN = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "section",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SCHEME = re.compile(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)

SIZE = MAX_BODY // 5

OWN = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '[x](https://a.example "\' onmouseover=alert(1)")',
    "<https://a.example/\"onload='x'>",
    'https://a.example/"onmouseover=alert(1)//',
    '```"><script>alert(1)</script>\nx\n```',
    "$\\text{</math><script>alert(1)</script>}$",
    "$\\unicode{x3c}script\\unicode{x3e}$",
    '$a\\class{x" onload="y}{b}$',
    "<sub><sub onclick=x></sub><kbd",
    "[^<script>]\n\n[^<script>]: x",
    '[^1" onclick="x]\n\n[^1" onclick="x]: x',
    '#tag"><script>',
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "[a]\n\n[a]: javascript:alert(1)",
    "| <svg/onload=x> |\n|---|",
]
COSTLY = [
    *(
        "[",
        "![",
        "*",
        "_",
        "$",
        "$$",
        "${",
        "(",
        ">",
        "> ",
        "{",
        "`",
        "` ``",
        "|",
        "~",
        "&",
        "<",
        "\\",
    ),
    *(
        "[a](",
        "[a][",
        "[[]",
        "[^a",
        "[*",
        "*[",
        "**a",
        "a*",
        "$[",
        "- ",
        "- - ",
        "1. ",
        "|-|\n",
        "|\n",
    ),
    *(
        "a|b\n-|-\n",
        "$\n#\n",
        "- $a\n",
        "> $\n",
        "\\begin{a}",
        "\\begin{a}\n",
        "$\\frac{",
        "$\\def\\a{b}",
    ),
    *("@a", "#a ", "_@", "a://", "https://a.b/(((", "https://a.b ", "[^1]: a[^1]\n\n", "[a]: b\n"),
    *(
        "```cs\na\n```\n",
        "😀",
        "a\u0301",
        "\0",
        "\u202e",
        "<kbd>",
        "***a** ",
        "- a\n\n",
        "=\n",
        "    a\n",
    ),
]


def strings_of(name: str) -> Iterator[str]:
    if name == "own":
        yield from OWN
    elif name == "blns":
        yield from json.loads((HOSTILE / "blns/blns.json").read_text())
    elif name == "xss":
        file = HOSTILE / "xss/Intruder/xss-payload-list.txt"
        yield from file.read_text(errors="replace").splitlines()
    else:
        for file in sorted((HOSTILE / "markdown").glob("*.txt")):
            for example in re.findall(
                r"^`{32} example.*?\n(.*?)^\.$", file.read_text(), re.MULTILINE | re.DOTALL
            ):
                yield example.replace("→", "\t")


def check(markdown: str) -> None:
    text = read(markdown)
    text.plain()
    html = text.html(dict.fromkeys(text.handles, "/people/1/"))
    for element in lxml_html.fromstring(f"<div>{html}</div>").iter():
        assert element.tag in SHOWN or element.tag in ELEMENTS, markdown
        for name, value in element.attrib.items():
            assert not name.startswith("on"), markdown
            assert name not in ("style", "srcset", "srcdoc", "formaction"), markdown
            if name == "src":
                assert value.startswith("/files/"), markdown
            if scheme := name == "href" and SCHEME.match(value):
                assert scheme[1].lower() in ("http", "https", "mailto", "ftp", "tel"), markdown


@pytest.mark.parametrize("name", ["own", "blns", "xss", "markdown"])
def test_nothing_in_it_runs(name: str) -> None:
    if name != "own" and not (HOSTILE / name).exists():
        pytest.skip(f"no {HOSTILE / name}: set TILTH_TEST_DATA to the folder of test data")
    strings = list(strings_of(name))

    assert strings
    for string in strings:
        check(string)


def test_nor_when_all_of_it_stands_in_one_body() -> None:
    check("\n\n".join(OWN))
    check(" ".join(OWN))


@pytest.mark.parametrize("piece", COSTLY)
def test_a_body_full_of_one_thing_is_shown(piece: str) -> None:
    """In bounded time: with a quadratic rule one of these takes minutes."""
    text = read((piece * SIZE)[:SIZE])

    assert text.html() is not None
    assert text.plain() is not None


@pytest.mark.parametrize(
    "body",
    [
        "\n".join("  " * depth + "- a" for depth in range(200)),
        "".join(">" * depth + " a\n" for depth in range(300)),
        "[" * 30_000 + "]" * 30_000,
        "".join(f"[^{number}] " for number in range(1_000))
        + "".join(f"\n\n[^{number}]: x" for number in range(1_000)),
        " ".join(f"$x_{{{number}}}+\\frac{{a}}{{b}}$" for number in range(1_000)),
        "a|" * 1_000 + "\n" + "-|" * 1_000 + "\n" + "a\n" * 10_000,
        ("```cs\n" + "a\n" * 9_000 + "```\n") * 5,
        "```ocaml\n" + "1" * 20_000 + "\n```",
    ],
)
def test_a_body_built_to_cost_is_shown(body: str) -> None:
    check(body)


@given(st.text(alphabet="[]()*_`$\\{}<>#@|~!&;:/-+=.^ \n\tab1é", max_size=60))
def test_any_text_is_shown(text: str) -> None:
    check(text)
