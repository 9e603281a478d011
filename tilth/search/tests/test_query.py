import pytest

from tilth.search.query import LONGEST_PHRASE, MAX_QUERY_WORDS, Query, informative, parse, title_key


def shape(query: Query) -> list[str]:
    """The first way to write each word; neighbours joined by +."""
    return [
        "+".join(term.words) + "*" * term.prefix
        for term in (word.any_of[0] for word in query.words)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leaking pump", "leaking pump"),
        ("NP-80 foo_bar 3.14", "np+80 foo+bar 3+14"),
        ("ada@acme.example e-mail", "ada+acme+example e+mail"),
        ('"the pump leaks" again', "the+pump+leaks"),
        ("„die Pumpe“ «fuite d'huile»", "die+pumpe fuite+d+huile"),
        ('3" pipe', "3 pipe"),
        ("how do I seal a pump?", "seal pump"),
        ("the who", "the who"),
        ("IT support", "it support"),
        ("WHAT IS IT", "what is it"),
        ("pump AND NOT valve OR seal", "pump valve seal"),
        ("l'huile, pump's, jusqu’ici", "huile pump ici"),
        ("title:pump -x (a|b)", "title pump x b"),
        ("漏れる 漏", "漏れ+れる 漏*"),
        ("ポンプが漏れています", "ポン+ンプ 漏*"),
        ("pump pump PUMP", "pump"),
        ("", ""),
        ('""" \0 😀 * : & | ! <-> \\', ""),
    ],
)
def test_what_is_typed_becomes_words(text: str, expected: str) -> None:
    assert shape(parse(text)) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pump lea", "pump lea*"),
        ("pump ba", "pump ba"),
        ("pump leak ", "pump leak"),
        ('"pump leak"', "pump+leak"),
        ("np-804", "np+804*"),
    ],
)
def test_while_typing_the_last_word_may_be_only_begun(text: str, expected: str) -> None:
    assert shape(parse(text, typing=True)) == expected.split()


def test_joined_and_split_spellings_meet() -> None:
    (hyphen,), (joined,) = parse("NP-80").words, parse("np80").words

    assert {term.words for term in hyphen.any_of} == {term.words for term in joined.any_of}


def test_a_long_query_is_cut() -> None:
    assert len(parse(" ".join(f"word{n}" for n in range(50_000))).words) == MAX_QUERY_WORDS
    assert len(informative("pump " * 50_000)) == 1
    assert len(parse("漏" * 100_000).words[0].any_of[0].words) <= LONGEST_PHRASE


def test_titles_with_the_same_words_have_the_same_key() -> None:
    assert title_key("Why does Pump 7 leak?") == title_key("why does pump 7 leak")
    assert title_key("Pump 7") != title_key("Pump 8")
