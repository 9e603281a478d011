"""What is pasted from elsewhere, as Markdown."""

import time

import pytest

from tilth.core.text import read
from tilth.core.text.pasted import pasted_to_markdown

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style>
</head><body><!--StartFragment--><p class=MsoNormal>Before:<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>one</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list: Ignore'>·</span>two</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>first</p>
<!--EndFragment--></body></html>"""
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">
<span style="font-weight:400;">It is </span><span style="font-weight:700;">cold</span></p>
<p><span style="font-style:italic">Really.</span></p></b>"""


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <b>bold</b> and <i>italic</i></p>", "One **bold** and *italic*"),
        ('<a href="https://acme.example/a">the page</a>', "[the page](https://acme.example/a)"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        (
            "<table><tr><th>Seal</th><th>bar</th></tr><tr><td>A</td><td>16</td></tr></table>",
            "| Seal | bar |\n| --- | --- |\n| A | 16 |",
        ),
        ("<pre><code>a = 1\nb = 2</code></pre>", "```\na = 1\nb = 2\n```"),
        ("<section><h2>Head</h2><article><p>Text</p></article></section>", "## Head\n\nText"),
        ("<p>Ask @bob about #oil</p>", "Ask \\@bob about \\#oil"),
        ('<p>a<img src="data:image/png;base64,AAAA" alt="x">b</p>', "ab"),
        (DOCS, "It is **cold**\n\n*Really.*"),
        (WORD, "Before:\n\n- one\n- two\n\n1. first"),
        ("", ""),
        ("<p> </p>", ""),
        ("<a href='javascript:alert(1)'>press</a>", "press"),
        ("<script>alert(1)</script><p onclick='alert(2)'>x</p>", "x"),
    ],
)
def test_it_says_the_same(html: str, markdown: str) -> None:
    assert pasted_to_markdown(html) == markdown


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "deep",
        "<b>" * 20_000 + "deep",
        "<ul><li>" * 5_000 + "deep",
        "<table><tr><td>" * 2_000 + "deep",
        "<p>x</p>" * 50_000,
        '<p style="mso-list:l0">x</p>' * 20_000,
    ],
)
def test_hostile_html_ends_in_time_and_in_text(html: str) -> None:
    begun = time.process_time()

    found = pasted_to_markdown(html)

    assert time.process_time() - begun < 10
    assert "<script" not in read(found[:10_000]).html({})
