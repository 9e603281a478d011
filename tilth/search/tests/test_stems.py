from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.search.folding import fold
from tilth.search.stems import _stems, alternatives, marked_stems, stems


def meet(one: str, other: str) -> bool:
    """Whether a text with one word is found by the other."""
    indexed = [fold(one)]
    return not {*alternatives(fold(other))}.isdisjoint([*indexed, *marked_stems(indexed)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leak", "leaks"),
        ("leaks", "leaking"),
        ("try", "tries"),
        ("Dichtung", "Dichtungen"),
        ("Prüfung", "Prüfungen"),
        ("Prüfungen", "Prufung"),
        ("Pruefungen", "Prüfung"),
        ("Haus", "Häuser"),
        ("fuite", "fuites"),
        ("réparer", "réparé"),
        ("насос", "насосы"),
        ("προβλήματα", "πρόβλημα"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert meet(one, other)
    assert meet(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("pump", "pumpkin"), ("under", "und"), ("wenige", "wen"), ("NP80", "NP8")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert not meet(one, other)


def test_numbers_identifiers_and_short_words_have_no_stems() -> None:
    assert [stems(word) for word in ("2024", "np80", "ads", "a" * 60)] == [(), (), (), ()]


def test_threads_do_not_mix_up_their_words() -> None:
    vocabulary = [f"{one}{other}lingings" for one in "bdfgklm" for other in "aeiou"] * 10
    alone = [_stems.__wrapped__(word) for word in vocabulary]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(_stems.__wrapped__, vocabulary)) == alone


@given(st.text("abcdefghilmnoprstuyzабвеийоу\N{GREEK SMALL LETTER ALPHA}", min_size=4, max_size=12))
def test_a_stem_begins_as_its_word_does(word: str) -> None:
    """What is marked in a text is looked for by it."""
    assert all(stem[0] == word[0] for stem in stems(word))
