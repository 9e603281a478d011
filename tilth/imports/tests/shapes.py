"""What a page of HTML is made of, read by other code than the converter's. Two pages that say the
same have the same."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = {f"h{n}" for n in range(1, 7)}
HOLDERS = {"blockquote", "ul", "ol", "li", "table"}
BLOCKS = {*HOLDERS, *HEADINGS, "p", "pre", "hr"}
VOID = {"br", "hr", "img", "input", "wbr", "col"}


@dataclass
class Shape:
    blocks: list[str] = field(default_factory=list)
    """In their order; `p` where a paragraph is shown, be there an element for it or not, but for
    the first one of an item of a list."""
    words: str = ""
    """Without any space."""
    code: list[str] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shape = Shape()
        self.open: list[str] = []
        self.words: list[str] = []
        self.in_paragraph = False
        self.said_in_item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in BLOCKS:
            self.in_paragraph = False
            if tag != "p":
                self.shape.blocks.append("h" if tag in HEADINGS else tag)
        if tag == "li":
            self.said_in_item = False
        if tag == "pre":
            self.shape.code.append("")
        if tag == "img":
            self.handle_data(" picture ")
        self.shape.targets.update(filter(None, (values.get("href"), values.get("src"))))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass
        if tag in BLOCKS:
            self.in_paragraph = False

    def handle_data(self, data: str) -> None:
        holder = next((tag for tag in reversed(self.open) if tag in BLOCKS - {"p"}), "")
        if holder == "pre":
            self.shape.code[-1] += data
        elif holder not in {*HEADINGS, "table"} and data.strip() and not self.in_paragraph:
            if holder != "li" or self.said_in_item:
                self.shape.blocks.append("p")
            self.in_paragraph = True
            self.said_in_item = True
        self.words.append(data)


def shape_of(html: str) -> Shape:
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.shape.words = re.sub(r"\s+", "", "".join(reader.words))
    reader.shape.code = [text.strip("\n") for text in reader.shape.code]
    return reader.shape
