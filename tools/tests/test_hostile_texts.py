"""What is read out of the folder of hostile texts, whatever form it has there."""

from pathlib import Path

from tools.hostile.doors import packs
from tools.hostile.texts import coded, markdown, storable, trees


def test_examples_of_a_specification_have_their_tabulators(tmp_path: Path) -> None:
    fence = "`" * 32
    (tmp_path / "markdown").mkdir()
    text = f"Words.\n\n{fence} example\n→foo\n.\n<pre>\n{fence}\n\n{fence} example\nbar\n.\n.\n{fence}\n"
    (tmp_path / "markdown" / "spec.txt").write_text(text, encoding="utf-8")
    assert list(markdown(tmp_path)) == ["\tfoo\n", "bar\n"]


def test_inputs_of_a_tree_test_end_at_the_next_heading(tmp_path: Path) -> None:
    (tmp_path / "html5lib").mkdir()
    text = "#data\n<p>One\n<p>Two\n#errors\n(1,3)\n#document\n| <html>\n\n#data\n<b>\n#document\n"
    (tmp_path / "html5lib" / "one.dat").write_text(text, encoding="utf-8")
    assert list(trees(tmp_path)) == ["<p>One\n<p>Two", "<b>"]


def test_code_points_become_signs_without_those_that_are_refused() -> None:
    assert coded("÷ 0061 ÷ 0308 0000 D800 1F600") == "a\u0308\U0001f600"
    assert storable("a")
    assert not storable("a\0")
    assert not storable("\ud800")


def test_packs_hold_every_text_and_no_more_than_fits() -> None:
    assert list(packs(["one two", " three\n", "x" * 30, "four"], 20)) == [
        "one two three",
        "x" * 20,
        "four",
    ]
