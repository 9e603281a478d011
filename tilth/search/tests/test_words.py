import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tilth.search.folding import MAX_WORD, fold
from tilth.search.words import MAX_WORDS, spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pump 7 leaks!", "pump 7 leaks"),
        ("Prüfung PRUFUNG", "prufung prufung"),
        ("Straße œuvre Ælf Łódź Ørsted ısı", "strasse oeuvre aelf lodz orsted isi"),
        ("déjà vu, de\u0301ja\u0300", "deja vu deja"),
        ("NP-80 foo_bar 3.14 a@b.example", "np 80 foo bar 3 14 a b example"),
        ("C++ c# F# .NET i++", "c plusplus c sharp f sharp net i plusplus"),
        ("don't l’huile", "don t l huile"),
        ("ﬁne ﾎﾟﾝﾌﾟ ＡＢＣ ①", "fine ポン ンプ プ abc 1"),
        ("Prüf\u00adung zero\u200bwidth", "prufung zerowidth"),
        ("ΠΡΌΒΛΗΜΑ λόγος", "προβλημα λογοσ"),
        ("Ёлка мой", "елка мой"),
        ("漏れる", "漏れ れる る"),
        ("水泵漏水", "水泵 泵漏 漏水 水"),
        ("ポンプP7", "ポン ンプ プ p7"),
        ("펌프가", "펌프 프가 가"),
        ("हिन्दी", "हिन्दी"),
        ("ที่นี่", "ที่นี่ นี่"),
        ("עִבְרִית", "עברית"),
        ("½ ﷺ", "1 2 صلى الله عليه وسلم"),
        ("😀 — … \0 '\"", ""),
    ],
)
def test_a_text_becomes_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text())
@example("ﾎﾟﾝﾌﾟ漏れるP7 C++")
@example("é\u0301\u200d\ufe0f#")
def test_the_words_that_are_marked_are_those_that_are_indexed(text: str) -> None:
    assert [span.word for span in spans(text)] == words(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans(text))


@given(st.text(max_size=50))
@example("\u13a0")  # Cherokee: there the small letters fold to the capitals
def test_no_word_holds_what_an_engine_could_take_for_syntax(text: str) -> None:
    for word in words(text):
        assert len(word) <= 2 * MAX_WORD
        assert not {*word} & {*" \t\n\r\f\v\0\"'\\~=_*:&|!()<>-"}
        assert word == fold(word)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_bomb_is_cut() -> None:
    assert words("a" * 100_000) == ["a" * MAX_WORD]
    assert len(words("漏" * 100_000)) == MAX_WORDS
    assert len(words("\u0301".join("é" * 50_000))) == 1
