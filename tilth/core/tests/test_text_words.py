"""@handle and #tag in running text."""

import pytest

from tilth.core.text import read


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@ada and @Grace.Hopper-2!", {"ada", "grace.hopper-2"}),
        ("(@ada), _@gil_ **@gus**:", {"ada", "gil", "gus"}),
        ("# @ada\n\n- @gil\n\n| @gus |\n|---|", {"ada", "gil", "gus"}),
        ("@jürgen", {"jürgen"}),
        ("@ada.", {"ada"}),
        ("ada@example.org foo_@example.org", set()),
        ("@ada@example.org", set()),
        ("`@ada` [@gil](https://a.example) https://a.example/@gus", set()),
        ("```\n@ada\n```\n\n    @gil", set()),
        (r"\@ada &#64;gil", set()),
        ("![@ada](https://a.example)", set()),
        ("@ @_ @- me@", set()),
        ("$x@ada$", set()),
    ],
)
def test_who_is_mentioned(text: str, handles: set[str]) -> None:
    assert read(text).handles == handles


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Tools and #c++, #c# #node.js.", ("tools", "c++", "c#", "node.js")),
        ("#b #a #B", ("b", "a")),
        ("(#größe) *#日本語* #हिन्दी", ("größe", "日本語", "हिन्दी")),
        ("#a+b #a-", ("a",)),
        ("# heading", ()),
        ("#1 a#b C# `#a` https://a.example/#b /#c &#100;", ()),
        ("[#a](https://a.example#b)", ()),
        (r"\#a", ()),
        (f"#{'a' * 51}", ()),
    ],
)
def test_what_is_tagged(text: str, tags: tuple[str, ...]) -> None:
    assert read(text).tags == tags


def test_a_known_handle_is_a_link_and_an_unknown_one_is_text() -> None:
    html = read("@Ada and @mallory").html({"ada": "/people/1/"})

    assert (
        '<a class="mention" href="/people/1/" rel="noopener noreferrer nofollow">@Ada</a>' in html
    )
    assert "and @mallory</p>" in html


def test_a_tag_leads_to_its_page() -> None:
    assert '<a class="tag" href="/tags/c%23/"' in read("#C#").html()
