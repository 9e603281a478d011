"""Our dialect of Markdown, and what a page shows of it."""

import pytest

from tilth.core.text import as_stored, read


def shown(markdown: str) -> str:
    return read(markdown).html().strip()


def test_markdown_becomes_html() -> None:
    assert shown("**a** and `b`") == "<p><strong>a</strong> and <code>b</code></p>"


def test_headings_leave_the_first_two_levels_to_the_page() -> None:
    assert shown("# a\n## b\n###### c") == "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>"


def test_tables_align_by_class_and_not_by_style() -> None:
    html = shown("| a | b |\n|---|--:|\n| 1 | 2 |")

    assert '<td class="align-right">2</td>' in html
    assert "style" not in html


def test_struck_out() -> None:
    assert shown("~~a~~") == "<p><s>a</s></p>"


def test_tasks_are_signs() -> None:
    html = shown("- [ ] water\n- [x] weed")

    assert "<li>☐ water</li>" in html
    assert "<li>☑ weed</li>" in html


def test_typed_html_is_shown_as_it_was_typed() -> None:
    assert shown("<b>a</b>") == "<p>&lt;b&gt;a&lt;/b&gt;</p>"


def test_keys_and_small_text_may_be_typed() -> None:
    html = shown("<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup>")

    assert html == "<p><kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup></p>"


def test_but_not_with_attributes() -> None:
    assert "&lt;kbd onclick" in shown("<kbd onclick=alert(1)>Ctrl</kbd>")


def test_what_was_not_closed_ends_with_its_paragraph() -> None:
    assert shown("<sup>a\n\nb") == "<p><sup>a</sup></p>\n<p>b</p>"


class TestLinks:
    def test_bare_addresses_become_links(self) -> None:
        assert (
            shown("See https://example.org/a_(b), please.")
            == '<p>See <a href="https://example.org/a_(b)" rel="noopener noreferrer nofollow">'
            "https://example.org/a_(b)</a>, please.</p>"
        )

    @pytest.mark.parametrize("text", ["manage.py", "example.org", "xhttps://a.b", "`https://a.b`"])
    def test_what_has_no_scheme_stays_text(self, text: str) -> None:
        assert "<a" not in shown(text)

    def test_emphasis_around_an_address(self) -> None:
        assert "<strong><a " in shown("**https://example.org**")

    def test_an_address_is_shown_as_typed(self) -> None:
        assert ">https://example.org/%C3%A4</a>" in shown("https://example.org/%C3%A4")

    @pytest.mark.parametrize(
        "target", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x"]
    )
    def test_nothing_that_runs_is_linked(self, target: str) -> None:
        assert "href" not in shown(f"[a]({target}) <{target}>")


class TestImages:
    def test_our_own_are_shown(self) -> None:
        html = shown("![A plan](/files/7/plan.png)")

        assert html == '<p><img src="/files/7/plan.png" alt="A plan" loading="lazy"></p>'

    @pytest.mark.parametrize(
        "source",
        [
            "https://example.org/plan.png",
            "//example.org/plan.png",
            "/sign-out/",
            "/files/../sign-out/",
            "/files/%2e%2e/sign-out/",
            "files/7/plan.png",
        ],
    )
    def test_a_page_asks_nobody_else_for_an_image(self, source: str) -> None:
        html = shown(f"![A plan]({source})")

        assert "<img" not in html
        assert ">A plan</a>" in html

    def test_without_a_name_the_file_gives_it(self) -> None:
        assert ">plan b.png</a>" in shown("![](https://example.org/plan%20b.png)")

    def test_inside_a_link_both_are_kept(self) -> None:
        html = shown("[![A plan](https://a.example/plan.png)](https://b.example)")

        assert 'href="https://b.example" rel="noopener noreferrer nofollow">A plan</a>' in html
        assert 'href="https://a.example/plan.png"' in html

    def test_a_link_to_the_image_itself_is_one_link(self) -> None:
        assert shown("[![a](https://b.example/c.png)](https://b.example/c.png)").count("<a ") == 1


class TestFootnotes:
    text = "Say it.[^1] Again.[^1]\n\n[^1]: Said."

    def test_are_numbered_and_lead_back(self) -> None:
        html = shown(self.text)

        assert html.count("<sup") == 2
        assert "Said." in html
        assert html.count("↩") == 2

    def test_of_two_texts_on_one_page_do_not_meet(self) -> None:
        ids = [
            {part.split('"')[0] for part in shown(text).split('id="')[1:]}
            for text in (self.text, self.text + " Other.")
        ]

        assert len(ids[0]) == 3
        assert not ids[0] & ids[1]

    def test_every_way_leads_somewhere(self) -> None:
        html = shown(self.text)

        for part in html.split('href="#')[1:]:
            assert f'id="{part.split('"')[0]}"' in html


def test_line_ends_are_stored_in_one_way() -> None:
    assert as_stored("a\r\nb\rc\n") == "a\nb\nc\n"
