from html import unescape

import pytest
from lxml import html as lxml_html

from tilth.core.text import read


def shown(markdown: str) -> str:
    return read(markdown).html().strip()


def test_code_is_coloured_by_classes() -> None:
    html = shown("```python\ndef grow(): ...\n```")

    assert html.startswith('<pre><code class="language-python"><span class="hl-k">def</span>')
    assert "style" not in html


@pytest.mark.parametrize("info", ["", "klingon", "none", "py<b>", "constructor"])
def test_an_unknown_language_is_plain(info: str) -> None:
    html = shown(f"```{info}\na < b\n```")

    assert html == "<pre><code>a &lt; b\n</code></pre>"


def test_much_code_is_plain() -> None:
    assert "span" not in shown("```py\n" + "x = 1\n" * 5_000 + "```")


@pytest.mark.parametrize("language", ["c#", "py", "html", "sql", "yaml", "r", "sh"])
@pytest.mark.parametrize("code", ["", "\n\n x\n\n", "\t'\"<&\x0b\n", "a\n" * 9, "é 😀 \\\n"])
def test_colours_change_no_sign(language: str, code: str) -> None:
    html = shown(f"```{language}\n{code}\n```")

    assert unescape(lxml_html.fromstring(html).text_content()) == f"{code}\n"
