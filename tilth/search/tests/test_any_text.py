"""Any text is a valid search, a valid document, and a valid wish."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilth.search.find import find
from tilth.search.highlight import highlight, snippet
from tilth.search.similar import similar
from tilth.search.tests.conftest import Viewer, found, put

OPERATORS = [
    '"',
    '""',
    "AND",
    "OR NOT",
    "pump*",
    "a NEAR b",
    "NEAR(a b, 2)",
    "title:x",
    "{title body}: x",
    "^pump",
    "-",
    "-x +y",
    "(",
    ")",
    "a:*",
    "a & b | !c",
    "a <-> b",
    "a <2> b",
    "\\",
    "\\'",
    "'; DROP TABLE search_text; --",
    "%s %(x)s {sight}",
    "~type=person",
    "\0",
    "\ud800",
    "",
    " ",
    "ü 漢 😀",
    "\N{RIGHT-TO-LEFT OVERRIDE}x",
    "a" * 100_000,
    "a " * 50_000,
    '"' * 100_000,
    "漏" * 100_000,
    "-" * 100_000,
    "a-" * 50_000,
]
some_text = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*OPERATORS[:29], "pump", "leaks", " "]), max_size=8).map("".join),
)
each = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("text", OPERATORS)
def test_every_operator_is_text(ada: Viewer, text: str) -> None:
    put("Something", "else")

    assert found(ada, text) == []
    assert similar(ada, text) == []
    assert highlight("Something", text) == [("Something", False)]


@each
@given(text=some_text)
def test_any_text_is_a_valid_search(ada: Viewer, text: str) -> None:
    find(ada, text)
    find(ada, text, typing=True)
    similar(ada, text)
    assert "".join(piece for piece, _ in highlight(text, text)) == text
    snippet(text, text, length=10)


@each
@given(title=some_text, body=some_text)
def test_any_text_can_be_indexed_and_found_by_its_title(ada: Viewer, title: str, body: str) -> None:
    put(title, body, object_id=1)

    if hits := found(ada, f'"{title.replace('"', " ")}"'):
        assert hits == [1]


@pytest.mark.parametrize("wish", ["types", "kinds"])
@pytest.mark.parametrize(
    "value", ["'", '"', "\\", "question' OR '1'='1", "x y", "", "é", "%s", "}", "\0", "\ud800"]
)
def test_any_wish_is_valid(ada: Viewer, wish: str, value: str) -> None:
    put("Pump")

    assert found(ada, "pump", **{wish: [value]}) == []


@pytest.mark.parametrize(
    "body",
    [
        " ".join(chr(0x20000 + n) for n in range(50_000)),
        "".join(chr(0x20000 + n * 7 % 40_000) for n in range(100_000)),
        " ".join(f"{n:x}" for n in range(20_000)),
        " ".join(f"{chr(0x400 + n % 200)}{n}ами" for n in range(14_000)),
        "ﷺ " * 50_000,
        "a" * 200_000,
    ],
)
def test_the_worst_texts_can_be_indexed(ada: Viewer, body: str) -> None:
    wanted = put("Hostile", body)

    assert found(ada, "hostile") == [wanted]
