"""What other programs put on the clipboard, as Markdown: pages, mails, Word, Google Docs.

Each has its own way to say bold or list in HTML. It is first brought to the few elements that
`from_html` knows; what is none of them is plain text or nothing.
"""

import re

from lxml import html as lxml_html
from lxml.html import HtmlElement

from tilth.core.text.from_html.blocks import BLOCKS, html_to_markdown, is_deep

MAX_PASTED = 400_000
"""Characters of HTML that are worth a second of work; a page of text has about ten thousand."""

GONE = (
    *("script", "style", "head", "title", "meta", "link", "template", "noscript", "iframe"),
    *("object", "embed", "svg", "math", "canvas", "audio", "video", "button", "input", "select"),
    *("textarea", "nav", "base"),
)
INLINE = ("span", "font", "b", "strong", "i", "em", "u", "a", "small", "big", "o:p", "label")
BOLD = re.compile(r"font-weight:\s*(bold|[6-9]00)")
PLAIN = re.compile(r"font-weight:\s*(normal|[1-4]00)")
ITALIC = re.compile(r"font-style:\s*italic")
STRUCK = re.compile(r"text-decoration[^;]*line-through")
NUMBERED = re.compile(r"\s*\w{1,4}[.)]")


def pasted_to_markdown(html: str) -> str:
    """Of hostile nesting come the words alone. Empty if there is nothing in it."""
    if not html.strip() or is_deep(html):
        return html_to_markdown(html)
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    _simplify(root)
    return html_to_markdown(lxml_html.tostring(root, encoding="unicode")).strip()


def _simplify(root: HtmlElement) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            element.drop_tree()  # a comment, or what Word asks of itself
    for element in root.xpath("|".join(f".//{tag}" for tag in GONE)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.xpath(".//img[not(starts-with(@src, 'http'))]"):
        element.drop_tree()  # the picture itself is pasted as a file
    _lists_of_word(root)
    for element in list(root.iter(*INLINE)):
        _speak_html(element)


def _speak_html(element: HtmlElement) -> None:
    """A style that means something becomes the element that says so."""
    style = element.get("style") or ""
    if element.tag in ("b", "strong") and PLAIN.search(style):
        element.drop_tag()  # around all that Google Docs puts on the clipboard
        return
    if any(child.tag in BLOCKS for child in element.iterdescendants()):
        element.drop_tag()
        return
    if element.tag in ("span", "font"):
        meant = [
            tag
            for tag, says in (("strong", BOLD), ("em", ITALIC), ("del", STRUCK))
            if says.search(style)
        ]
        if meant:
            element.tag = meant[0]


def _lists_of_word(root: HtmlElement) -> None:
    """Word writes a list as paragraphs, each with its bullet as text that it tells others to ignore."""
    previous: HtmlElement | None = None
    for item in root.xpath(".//p[contains(@style, 'mso-list')]"):
        marks = item.xpath(".//span[contains(translate(@style, ' ', ''), 'mso-list:Ignore')]")
        mark = str(marks[0].text_content()) if marks else ""
        for each in marks:
            each.drop_tree()
        name = "ol" if NUMBERED.match(mark) else "ul"
        before = item.getprevious()
        if previous is None or before is not previous or previous.tag != name:
            previous = lxml_html.Element(name)
            item.addprevious(previous)
        item.tag = "li"
        item.tail = None
        previous.append(item)
