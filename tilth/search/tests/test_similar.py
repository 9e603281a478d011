import pytest

from tilth.search import similar as liking
from tilth.search.similar import similar
from tilth.search.tests.conftest import Viewer, hidden, put


def like(viewer: Viewer, text: str, **wish: object) -> list[int]:
    return [hit.object_id for hit in similar(viewer, text, **wish)]  # type: ignore[arg-type]


@pytest.fixture
def asked(db: None) -> dict[str, int]:
    for number in range(30):
        put(f"Notes of meeting {number}", "We talked about the pump and the budget.")
    return {
        title: put(title, body)
        for title, body in [
            ("Why does pump 7 leak after cleaning?", "Oil comes out at the seal."),
            ("Which lubricant for the bearing?", "It runs hot."),
            ("Wie prüfe ich die Dichtung?", "Sie ist undicht."),
            ("ポンプの軸から油が漏れる", "どうすればよいですか"),
        ]
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("pump leaking", "Why does pump 7 leak after cleaning?"),
        ("What can I do when the seal leaks?", "Why does pump 7 leak after cleaning?"),
        ("bearings get hot, do we have a lubricant", "Which lubricant for the bearing?"),
        ("Dichtungen prüfen", "Wie prüfe ich die Dichtung?"),
        ("油が漏れています", "ポンプの軸から油が漏れる"),
    ],
)
def test_two_or_three_words_are_enough(
    ada: Viewer, asked: dict[str, int], text: str, title: str
) -> None:
    assert like(ada, text)[0] == asked[title]


def test_nothing_is_like_nothing(ada: Viewer, asked: dict[str, int]) -> None:
    assert like(ada, "") == like(ada, "how do I") == like(ada, "xyzzy") == []


def test_what_is_hidden_is_like_nothing(mallory: Viewer, ada: Viewer) -> None:
    secret = hidden("The seal of pump 7 leaks")

    assert like(mallory, "seal leaks") == []
    assert like(ada, "seal leaks") == [secret]


def test_only_what_is_wanted_and_not_the_text_itself(ada: Viewer) -> None:
    one, other = put("Seal leaks"), put("Seal leaks")
    put("Seal leaks", kind="update")
    put("", "Seal leaks", type="reply")

    assert like(ada, "seal leaks", types=["contribution"], kinds=["question"]) == [other, one]
    assert like(
        ada, "seal", kinds=["question"], types=["contribution"], but=("contribution", one)
    ) == [other]
    assert len(like(ada, "seal leaks", limit=1)) == 1


def test_common_words_count_together(ada: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(liking, "COMMON", 3)
    for _ in range(4):
        put("Pump")
        put("Leak")
        put("Hall")
    both = put("Pump with leak")

    assert like(ada, "pump leak") == [both]
    assert like(ada, "pump leak hall") == [both]
    assert len(like(ada, "pump")) == 5
    assert like(ada, "pump leak zebra") == [both]
