import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.search.highlight import Piece, highlight, snippet


def shown(pieces: list[Piece]) -> str:
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Leaking pumps", "leak pump", "[Leaking] [pumps]"),
        ("Die Prüfungen", "prüfung", "Die [Prüfungen]"),
        ("Die Prüfungen", "PRUFUNG", "Die [Prüfungen]"),
        ("Straße 7", "strasse", "[Straße] 7"),
        ("fuite d'huile", "l'huile", "fuite d'[huile]"),
        ("ポンプの軸から油が漏れる", "漏れ", "ポンプの軸から油が[漏れ]る"),
        ("ポンプの軸から油が漏れる", "油", "ポンプの軸から[油]が漏れる"),
        ("ﾎﾟﾝﾌﾟの軸", "ポンプ", "[ﾎﾟﾝﾌﾟ]の軸"),
        ("水泵漏水了", "漏水", "水泵[漏水]了"),
        ("Насосы", "насос", "[Насосы]"),
        ("ΠΡΟΒΛΉΜΑΤΑ", "πρόβλημα", "[ΠΡΟΒΛΉΜΑΤΑ]"),
        ("Part NP-80, np 81", "np-80", "Part [NP-80], np 81"),
        ("Part NP80", "np-80", "Part [NP80]"),
        ("in hall 7, hall 8", '"hall 7"', "in [hall 7], hall 8"),
        ("C++ and C", "c++", "[C++] and C"),
        ("Quantum circuits", "quantum circ", "[Quantum] [circuits]"),
        ("How to seal a pump", "how to seal", "How to [seal] a pump"),
        ("<b>pump</b>", "pump b", "<[b]>[pump]</[b]>"),
        ("Nothing", "pump", "Nothing"),
        ("", "pump", ""),
    ],
)
def test_what_was_found_is_marked(text: str, query: str, expected: str) -> None:
    assert shown(highlight(text, query)) == expected


def test_a_snippet_is_where_most_of_the_query_is() -> None:
    text = f"{'The pump hums. ' * 40}Here the worn seal of the pump leaks.\n\n{'It hums. ' * 40}"

    marked = shown(snippet(text, "leaking seal pump", length=80))

    assert "worn [seal] of the [pump] [leaks]" in marked
    assert marked.startswith("… ")
    assert marked.endswith(" …")
    assert len(marked) < 100


def test_a_snippet_of_what_has_no_word_is_its_beginning() -> None:
    assert shown(snippet("One two three four", "zebra", length=12)) == "One two …"
    assert shown(snippet("One\n\n two", "zebra")) == "One two"
    assert snippet("", "zebra") == []


def test_a_long_text_is_cut_where_it_has_no_spaces_too() -> None:
    marked = shown(snippet("軸" * 500 + "漏れ" + "油" * 500, "漏れ", length=40))

    assert "[漏れ]" in marked
    assert len(marked) < 50


@given(st.text(), st.text(), st.integers(1, 50))
def test_pieces_make_up_the_text(text: str, query: str, length: int) -> None:
    assert "".join(piece for piece, _ in highlight(text, query)) == text
    pieces = snippet(text, query, length=length)
    assert all(piece for piece, _ in pieces)
    assert len("".join(piece for piece, _ in pieces)) <= length + 4
