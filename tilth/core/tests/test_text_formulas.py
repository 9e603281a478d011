r"""Formulas: $…$, $$…$$, \begin{…}…\end{…}."""

import pytest
from lxml.html import fromstring

from tilth.core.text import read
from tilth.core.text.mathml import ELEMENTS


def shown(markdown: str) -> str:
    return read(markdown).html().strip()


def test_a_formula_becomes_mathml_and_carries_its_tex() -> None:
    assert shown("so $a<b$.") == (
        '<p>so <math display="inline" alttext="a&lt;b">'
        "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>.</p>"
    )


@pytest.mark.parametrize(
    "formula",
    [
        r"$x$",
        r"$\psi $",
        r"$ d $",
        r"$P(0) = 1/2 $",
        r"$\text{P $\subseteq$ NP}$",
        r"$(s,|\$\rangle)$",
        "$a\n= b$",
        "$$\n= a\n+ b\n> c\n$$",
        "$$\n- a\n===\n1. b\n$$",
        "\\begin{align}\na &= b \\\\\n- c &= d\n\\end{align}",
        r"\begin{matrix}\begin{matrix}a\end{matrix}\end{matrix}",
    ],
)
def test_what_is_a_formula(formula: str) -> None:
    html = shown(f"see {formula} here")

    assert html.count("<math") == 1
    assert html.startswith("<p>see <math")
    assert html.endswith("</math> here</p>")


@pytest.mark.parametrize("formula", ["10$\\mu$s", "2$^N$", "5$°$", "$n$th", "1$\\,$V"])
def test_a_formula_may_cling_to_a_number(formula: str) -> None:
    assert "<math" in shown(formula)


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $10",
        "between $5 and 10$ each",
        "US$5, CA$ 6 and A$7",
        "set $HOME/bin:$PATH",
        "$foo_bar and $baz_qux",
        "`$a` and `$b`",
        "$a is `x`, and `b$`",
        r"\$a$",
        "$$$$ $ $",
        "$a\n\nb$",
        r"\begin{align} a",
        "```\n$x$\n```",
        r"\(x\)",
    ],
)
def test_what_is_none(text: str) -> None:
    html = shown(text)

    assert "<math" not in html
    assert "tex" not in html


def test_prices_stay_as_they_are() -> None:
    assert shown("costs $5 and $10") == "<p>costs $5 and $10</p>"


def test_in_a_table_pipes_are_written_as_everywhere_in_tables() -> None:
    assert 'alttext="|x|"' in shown("| a |\n|---|\n| $\\|x\\|$ |")


def test_in_lists_and_quotes() -> None:
    html = shown("- $$\n  - a\n  $$\n\n> $$\n> > b\n> $$")

    assert html.count("<math") == 2
    assert html.count("<li>") == html.count("<blockquote>") == 1


def test_a_command_defined_in_one_formula_holds_in_the_next() -> None:
    html = shown(r"$\newcommand{\ket}[1]{|#1\rangle}$ then $\ket{x}$ and $\quad\ket y$")

    assert html.count("⟩") == 2


@pytest.mark.parametrize(
    "formula",
    [
        r"\begin{equation} a \label{x} \end{equation}",
        r"\begin{gather*} a \\ b \end{gather*}",
        r"\begin{alignat}{2} a &= b \nonumber \\ c &= d \end{alignat}",
        r"\begin{eqnarray} a &=& b \end{eqnarray}",
        r"$\left\{\begin{aligned}[t] a &= b \end{aligned}\right.$",
    ],
)
def test_environments_that_latex2mathml_does_not_know(formula: str) -> None:
    html = shown(formula)

    assert "<math" in html
    assert "<mi>&amp;</mi>" not in html


@pytest.mark.parametrize(
    "tex",
    [
        r"\ce{H2O}",
        r"\begin{tikzpicture}x\end{tikzpicture}",
        r"\frac{a}",
        "{" * 3000 + "}" * 3000,
        "a" * 5_001,
        r"\hat" * 1000,
        r"\def\a{\a\a}\a",
        r"\def\a#1{\a{#1#1}}\a{x}",
        r"\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{xxxxxxxxxx}" + r"\a" * 400,
    ],
)
def test_what_cannot_be_set_is_shown_as_its_tex(tex: str) -> None:
    html = shown(f"${tex}$")

    assert html.startswith('<p><code class="tex">')
    assert "<math" not in html


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>x</script>}",
        r"\href{javascript:x}{y}",
        r"\style{color:red}{x}",
        r"\class{hero}{x}",
        r"\hskip{5000px}x",
        r"\color{url(//a.example)}{x}",
    ],
)
def test_a_formula_brings_nothing_that_runs_or_leaves_its_place(tex: str) -> None:
    elements = fromstring(shown(f"${tex}$")).iter()

    assert {element.tag for element in elements} <= {"p", *ELEMENTS}
    for element in fromstring(shown(f"${tex}$")).iter():
        assert not {"href", "style", "class", "width", "mathcolor"} & set(element.attrib)
