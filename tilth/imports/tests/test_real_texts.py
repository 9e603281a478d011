"""Every post and comment of two real sites, before and after: blocks, words, formulas, code, links."""

import re
from html import unescape
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from tilth.core.text import read
from tilth.imports.markdown import comment_to_markdown, html_to_markdown
from tilth.imports.tests.real import CONLANG, QUANTUM, needs_data, rows
from tilth.imports.tests.shapes import Shape, shape_of

BASE = "https://site.example"
MATH = re.compile(r'<math display="\w+" alttext="([^"]*)">.*?</math>', re.DOTALL)
TEX = re.compile(r'<code class="tex">(.*?)</code>', re.DOTALL)
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
FORMULA = re.compile(
    r"\$\$.+?\$\$|\\begin\{(\w+\*?)\}.*?\\end\{\1\}|(?<!\\)\$(?:\\.|[^$\\])+?\$", re.DOTALL
)
LINK = re.compile(
    r"(?<!`)\[([^\[\]]+)\]\((?:https?|ftp)://(?:[^\s()]|\([^\s()]*\))+(?:\s\"[^\"]*\")?\)"
)
# Prices, and two that are not closed, which the site shows as they are, too.
NO_FORMULAS = {"$10 Billion qu", "$``\\texttt{<Bb", "$\\frac{11}{150"}

pytestmark = [pytest.mark.slow, needs_data]


def bodies(dump: Path) -> dict[str, str]:
    """Without alternative texts, which a page shows or does not."""
    return {
        row["Id"]: re.sub(r'(<img [^>]*?)alt="[^"]*"', r"\1", row["Body"])
        for row in rows(dump, "Posts")
    }


def after(markdown: str) -> Shape:
    """Formulas as their TeX, pictures as pictures."""
    html = MATH.sub(lambda found: found[1], TEX.sub(lambda found: found[1], read(markdown).html()))
    return shape_of(html)


def spaceless(text: str) -> str:
    return re.sub(r"[\s$]+", "", text)


def targets(shape: Shape) -> set[str]:
    joined = {unquote(urljoin(BASE, target.strip())) for target in shape.targets}
    return {target for target in joined if " " not in target}


@pytest.fixture(params=[CONLANG, QUANTUM], ids=["conlang", "quantum"], scope="module")
def texts(request: pytest.FixtureRequest) -> dict[str, tuple[str, str]]:
    """HTML and Markdown by number. Pictures have the alternative text `picture`."""
    return {
        pk: (html, html_to_markdown(html.replace("<img ", '<img alt="picture" '), base=BASE))
        for pk, html in bodies(request.param).items()
    }


def test_no_block_is_lost_added_or_moved(texts: dict[str, tuple[str, str]]) -> None:
    wrong = {}
    for pk, (html, markdown) in texts.items():
        was, now = shape_of(html).blocks, after(markdown).blocks
        if was != now:
            pairs = zip_longest(was, now)
            wrong[pk] = next((n, a, b) for n, (a, b) in enumerate(pairs) if a != b)
    assert wrong == {}


def test_every_word_is_there(texts: dict[str, tuple[str, str]]) -> None:
    def words(shape: Shape) -> str:
        return spaceless(shape.words).replace("picture", "")

    assert [
        pk
        for pk, (html, markdown) in texts.items()
        if words(shape_of(html)) != words(after(markdown))
    ] == []


def test_code_is_the_same_to_the_letter(texts: dict[str, tuple[str, str]]) -> None:
    for pk, (html, markdown) in texts.items():
        assert shape_of(html).code == after(markdown).code, pk


def test_links_and_pictures_lead_where_they_led(texts: dict[str, tuple[str, str]]) -> None:
    for pk, (html, markdown) in texts.items():
        assert targets(shape_of(html)) <= targets(after(markdown)), pk


def test_nothing_is_loaded_from_another_host(texts: dict[str, tuple[str, str]]) -> None:
    for pk, (_html, markdown) in texts.items():
        assert not re.search(r"<(?!a\b)\w+[^>]* (?:src|href|srcset)=", read(markdown).html()), pk


def test_formulas_are_unaltered_and_shown(texts: dict[str, tuple[str, str]]) -> None:
    """To the letter but for a quote's `> ` and a list's margin at the beginning of their lines."""
    formulas = shown = 0
    for pk, (html, markdown) in texts.items():
        plain = unescape(re.sub(r"<[^>]+>", "", CODE.sub("\0", html)))
        margins = re.sub(r"\n[> ]*", "\n", markdown)
        for found in FORMULA.finditer(plain):
            if found[0][:14] in NO_FORMULAS:
                continue
            formulas += 1
            assert re.sub(r"\s*\n\s*", "\n", found[0]) in re.sub(r"\s*\n\s*", "\n", margins), pk
        rendered = read(markdown).html()
        shown += rendered.count("<math") + rendered.count('class="tex"')
    assert shown >= 0.99 * formulas


@pytest.mark.parametrize("dump", [CONLANG, QUANTUM], ids=["conlang", "quantum"])
def test_every_comment_says_what_it_said(dump: Path) -> None:
    """Without its marks, and with the addresses of its links beside their words."""
    for row in rows(dump, "Comments"):
        shown = after(comment_to_markdown(row["Text"]))
        was = LINK.sub(r"\1", row["Text"])
        assert only_letters(was) == only_letters(shown.words), row["Id"]
        assert shown.blocks == ["p"], row["Id"]


def only_letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
