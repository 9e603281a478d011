import pytest

from tilth.core.text import plain_text, read

SIMPLE = [
    "Pump 7 *leaks*, and **nobody** knows `why`.",
    "One\n\nTwo  \nthree\nfour",
    "- a\n- b\n\n  c\n\n1. d\n2. e",
    "> quoted\n> on\n\n# Head\n\ntext",
    "```python\nif a < b & c:\n    pass\n```",
    "    code & more",
    "a < b > c & d &amp; e &lt;script&gt; <script>alert(1)</script>",
    "see https://example.com/?a=1&b=2 and [here](https://example.com 'a > b')",
    "~~gone~~ and H~2~O and <kbd>Ctrl</kbd> + <sub>2</sub>",
    "#tag and @somebody, C++ and C#",
    "ポンプの軸から油が漏れる",
    "---\n\nafter a line",
    "- [ ] to do\n- [x] done",
]
ELABORATE = [
    "The $x^2$ of $$\\int f$$",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "A note[^1].\n\n[^1]: Below.",
    "![a picture](/files/1/a.png)",
    "x<sup>2</sup>",
    '[a](https://example.com "title > here")',
    "",
]


@pytest.mark.parametrize("markdown", [*SIMPLE, *ELABORATE])
def test_says_what_parsing_it_again_says(markdown: str) -> None:
    text = read(markdown)
    assert plain_text(markdown, text.html()).split() == text.plain().split()


@pytest.mark.parametrize("markdown", SIMPLE)
def test_parses_nothing_where_it_need_not(markdown: str) -> None:
    html = read(markdown).html()
    if " title=" not in html:
        assert plain_text("other words", html).split() == read(markdown).plain().split()


def test_parses_what_was_never_rendered() -> None:
    assert plain_text("*Pump*", "") == "Pump"
