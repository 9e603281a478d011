"""What is counted of a visit, and when a policy is not strict."""

import pytest

from tilth.bench.paint.measure import ratios
from tilth.bench.paint.policy import weaknesses
from tilth.bench.paint.visit import Visit

STRICT = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)


def test_a_strict_policy_has_no_weakness() -> None:
    assert weaknesses(STRICT) == []


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        ("", "no default-src"),
        (STRICT.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"), "unsafe-inline"),
        (STRICT.replace("script-src 'self'", "script-src data:"), "script-src allows data:"),
        (STRICT.replace("img-src 'self'", "img-src *"), "img-src allows *"),
        (STRICT.replace("base-uri 'none';", ""), "no base-uri"),
    ],
)
def test_what_lets_a_script_in_is_named(policy: str, found: str) -> None:
    assert any(found in each for each in weaknesses(policy))


def asked(visit: Visit, number: str, url: str, sort: str, size: int) -> None:
    request = {"requestId": number, "request": {"url": url}, "type": sort}
    visit.hear({"method": "Network.requestWillBeSent", "params": request})
    done = {"requestId": number, "encodedDataLength": size}
    visit.hear({"method": "Network.loadingFinished", "params": done})


def test_bytes_are_counted_by_what_they_are_for_and_where_they_come_from() -> None:
    visit = Visit("tilth.example")
    asked(visit, "1", "https://tilth.example/", "Document", 5000)
    asked(visit, "2", "https://tilth.example/static/tilth.js", "Script", 30_000)
    asked(visit, "3", "https://tilth.example/sw.js", "Other", 500)
    asked(visit, "4", "https://elsewhere.example/x.png", "Image", 100)
    asked(visit, "5", "data:image/png;base64,AA", "Image", 20)
    assert (visit.bytes, visit.script_bytes) == (35_600, 30_500)
    assert visit.other_hosts == {"elsewhere.example"}


def test_the_middle_of_three_paints_counts_on_the_worse_screen() -> None:
    def slow(*paints: float) -> list[Visit]:
        return [Visit("x", policy=STRICT, paint_ms=paint, shift=0.01) for paint in paints]

    cold = Visit("x", bytes=151_000, policy=STRICT)
    warm = Visit("x", bytes=30_000, policy=STRICT)
    found = {each.name: each for each in ratios(cold, warm, [slow(100, 2000, 300), slow(1, 2, 3)])}
    assert {name for name, each in found.items() if each.is_above} == {
        "home: cold, KB over the wire"
    }
    assert found["home: largest paint, ms, processor 4 times slower"].value == 300
