import pytest

from tilth.search.tests.conftest import Viewer, found, put


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("The pump leaks.", "leaking pumps"),
        ("The pump is leaking", "leak"),
        ("Die Prüfungen der Dichtung", "prüfung"),
        ("Die Prüfungen der Dichtung", "Prufung dichtungen"),
        ("Die Prüfung", "pruefung"),
        ("Die Pruefung", "Prüfungen"),
        ("Straßenbau", "strassenbau"),
        ("La fuite d'huile a été réparée", "fuites huile"),
        ("La fuite d'huile", "l'huile"),
        ("Les élèves", "eleve"),
        ("ポンプの軸から油が漏れる", "ポンプ"),
        ("ポンプの軸から油が漏れる", "油"),
        ("ポンプの軸から油が漏れる", "漏れ"),
        ("ﾎﾟﾝﾌﾟの軸", "ポンプ"),
        ("水泵漏水了", "漏水"),
        ("水泵漏水了", "了"),
        ("펌프가 고장났다", "펌프"),
        ("Насосы протекают", "насос"),
        ("Προβλήματα αντλίας", "πρόβλημα"),
        ("ที่นี่มีน้ำมันรั่ว", "น้ำมัน"),
        ("Łódź plant", "lodz"),
        ("Spare part NP-80/b", "NP-80"),
        ("Spare part NP-80/b", "np80"),
        ("Spare part NP80", "np-80"),
        ("foo_bar failed", "foo_bar"),
        ("Version 3.14.1", "3.14"),
        ("Written in C++ and C#", "c++"),
        ("Written in C++ and C#", "C#"),
        ("Mail to ada@acme.example", "ada@acme.example"),
        ("Our e-mails bounce", "e-mail"),
        ("Our email bounces", "E-Mail"),
        ("Die Pumpen-Dichtung", "Pumpen-Dichtungen"),
        ("Die Pumpen-Dichtungen", "Pumpen-Dichtung"),
        ("Don't panic", "don't"),
        ("the pump in hall 7", '"pump in hall 7"'),
        ("how do I seal it", "How do I seal a leak?".replace(" a leak", "")),
    ],
)
def test_what_people_type_finds_it(ada: Viewer, text: str, query: str) -> None:
    put("About something else", "entirely")
    wanted = put("", text)

    assert found(ada, query) == [wanted]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("The pump leaks", "pump valve"),
        ("in hall 7 the pump", '"pump in hall 7"'),
        ("in hall 7 the longest pump", '"pump in hall 7"'),
        ("Pump 80, NP 7", "NP-80"),
        ("漏斗で水を入れる", "漏れる"),
        ("Written in C", "c++"),
        ("Pumpkins", "pump valve"),
    ],
)
def test_what_lacks_a_word_is_not_found(ada: Viewer, text: str, query: str) -> None:
    put("", text)

    assert found(ada, query) == []


def test_a_word_nobody_wrote_is_taken_as_the_beginning_of_one(ada: Viewer) -> None:
    wanted = put("", "Hydraulics")

    assert found(ada, "hydrau") == [wanted]
    assert found(ada, "hydraulics") == [wanted]

    whole = put("", "Hydrau, the brand")
    assert found(ada, "hydrau") == [whole]


def test_while_typing_the_last_word_is_the_beginning_of_one(ada: Viewer) -> None:
    hydraulics, hydrau = put("", "Pump hydraulics"), put("", "Pump by Hydrau")

    assert set(found(ada, "pump hydrau", typing=True)) == {hydraulics, hydrau}
    assert found(ada, "pump hydrau ", typing=True) == [hydrau]
    assert found(ada, "hydrau pum", typing=True) == [hydrau]


def test_a_phrase_does_not_reach_from_the_title_into_the_body(ada: Viewer) -> None:
    put("The pump", "leaks")

    assert found(ada, '"pump leaks"') == []
    assert len(found(ada, "pump leaks")) == 1


def test_only_what_is_wanted(ada: Viewer) -> None:
    question = put("Pump", group_id=3)
    update = put("Pump", kind="update")
    reply = put("", "Pump", type="reply", kind="question", contribution_id=question)
    person = put("Pump", type="person", kind="")

    assert found(ada, "pump", types=["reply", "person"]) == [person, reply]
    assert found(ada, "pump", kinds=["update"]) == [update]
    assert found(ada, "pump", types=["contribution"], kinds=["question"]) == [question]
    assert found(ada, "pump", group_ids=[3]) == [question]
    assert found(ada, "pump", types=["tag"]) == []
    assert found(ada, "pump", types=[]) == []
    assert found(ada, "pump", kinds=[]) == []
    assert found(ada, "pump", group_ids=[]) == []


def test_a_very_long_text_is_found_by_its_end_too(ada: Viewer) -> None:
    """PostgreSQL counts no place beyond 16,383 and no more than 255 of one word."""
    wanted = put("", "the filler " * 9_000 + "hall seven")

    assert found(ada, "seven") == [wanted]
    assert found(ada, '"hall seven"') == [wanted]
