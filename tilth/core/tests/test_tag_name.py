import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.core.text import tag_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Quantum Gates", "quantum-gates"),
        ("  tidy  up ", "tidy-up"),
        ("C#", "c#"),
        ("C++", "c++"),
        (".NET", ".net"),
        ("q#", "q#"),
        ("node.js", "node.js"),
        ("snake_case", "snake_case"),
        ("Größe", "größe"),
        ("日本語", "日本語"),
        ("हिन्दी", "हिन्दी"),
        ("русский язык", "русский-язык"),
        ("R&D", "r-d"),
        ("a / b", "a-b"),
        ("<script>", "script"),
    ],
)
def test_the_same_tag_written_differently_is_one_tag(written: str, name: str) -> None:
    assert tag_name(written) == name


def test_composed_and_decomposed_letters_are_one_tag() -> None:
    assert tag_name("Caf\u00e9") == tag_name("Cafe\u0301")


@pytest.mark.parametrize("text", ["", " ", "---", "..", ".", "#", "+", "🎉"])
def test_without_a_letter_or_digit_it_is_no_tag(text: str) -> None:
    assert tag_name(text) == ""


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert tag_name(tag_name(text)) == tag_name(text)
