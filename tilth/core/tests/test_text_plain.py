import pytest

from tilth.core.text import read


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# A *b*\n\nc `d`\ne", "A b\nc d e"),
        ("- a\n- **b**\n\n> c", "a\nb\nc"),
        ("```py\nx = 1\n```\n\ny", "x = 1\ny"),
        ("$n^2$ and\n\n$$a$$", "n^2 and\na"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nc", "a b \n1 2 \nc"),
        ("[a](https://b.example) ![c](https://d.example/e.png)", "a c"),
        ("<b>a</b> H<sub>2</sub>O &amp; \\*", "<b>a</b> H2O & *"),
        ("@ada #Tools", "@ada #Tools"),
        ("a\\\nb", "a\nb"),
        ("a[^1]\n\n[^1]: b", "a\nb"),
        ("", ""),
    ],
)
def test_what_a_person_reads(markdown: str, plain: str) -> None:
    assert read(markdown).plain() == plain
