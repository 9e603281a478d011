"""HTML becomes Markdown block for block. Any HTML does: a browser would show something, too."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any, NamedTuple

from lxml import etree

from tilth.core.text.from_html.inline import LEFT_OUT, add, inline, inlines
from tilth.core.text.from_html.words import code_span, escaped, one_line, paragraph

HEADINGS = {f"h{n}" for n in range(1, 7)}
SEE_THROUGH = {
    *("div", "section", "article", "aside", "header", "footer", "main", "nav", "figure", "dd"),
    *("figcaption", "details", "summary", "center", "address", "form", "fieldset", "p", "body"),
    *("li", "html", "caption", "td", "th", "tr", "tbody", "thead", "tfoot", "hgroup", "legend"),
}
BLOCKS = {*HEADINGS, *SEE_THROUGH}
BLOCKS |= {"ul", "ol", "menu", "dir", "blockquote", "pre", "table", "hr", "dl", "dt"}
DEEPEST_PARSED = 200  # libxml2 goes as far as 255
# Those that are not closed by hand, or hold nothing, do not add up.
TAG = re.compile(
    r"<(/?)(?!(?:p|li|td|th|tr|dt|dd|br|hr|img|input|option|tbody|thead)\b)[a-zA-Z][\w-]*"
)
DEEPEST = 60  # elements inside one another; what is deeper is words alone
DEEPEST_SHOWN = 10  # quotes and lists inside one another, which our pages show


class Where(NamedTuple):
    base: str
    depth: int = 0
    shown: int = 0
    """Quotes and lists around it."""

    def deeper(self, *, shown: int = 0) -> "Where":
        return Where(self.base, self.depth + 1, self.shown + shown)


def html_to_markdown(html: str, *, base: str = "") -> str:
    """`base` is where relative addresses lead from."""
    if not html.strip():
        return ""
    html = html.replace("\0", "")
    if is_deep(html):
        return flat(html)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    return "\n\n".join(blocks(root, Where(base))) if root is not None else ""


def is_deep(html: str) -> bool:
    """Whether elements may stand in one another so deep that a parser leaves out what is below."""
    depth = 0
    for found in TAG.finditer(html):
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST_PARSED:
            return True
    return False


def flat(html: str) -> str:
    """Paragraphs of words, for what only somebody who means harm writes."""
    html = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->", "", html)
    html = re.sub(
        r"(?i)</?(?:p|div|li|ul|ol|blockquote|pre|h[1-6]|table|tr|br)\b[^<>]*>", "\0", html
    )
    text = unescape(re.sub(r"</?[a-zA-Z!?][^<>]*>?", "", html))
    return "\n\n".join(filter(None, (paragraph(escaped(part)) for part in text.split("\0"))))


def blocks(parent: Any, where: Where) -> list[str]:
    """The blocks of an element; text that stands between them is a paragraph of its own."""
    if where.depth > DEEPEST:
        text = paragraph(escaped("".join(parent.itertext())))
        return [text] if text else []
    found: list[str] = []
    parts = [escaped(parent.text or "")]
    other_mark = False
    previous = ""

    def end_paragraph() -> None:
        nonlocal previous
        if text := paragraph("".join(parts)):
            found.append(text)
            previous = "p"
        parts.clear()

    for child in parent:
        if is_block(child, where):
            end_paragraph()
            tag = str(child.tag)
            # Two lists side by side would become one: the second has another mark.
            other_mark = tag == previous and not other_mark
            if made := block(child, where.deeper(), other_mark=other_mark):
                found += made
                previous = tag
        else:
            add(parts, inline(child, where.base))
        add(parts, escaped(child.tail or ""))
    end_paragraph()
    return found


def is_block(element: Any, where: Where) -> bool:
    """Or has blocks in it: `<a><p>…` is shown as blocks."""
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
        return False
    if element.tag in BLOCKS:
        return True
    return where.depth < DEEPEST and any(
        below.tag in BLOCKS for below in element.iterdescendants() if isinstance(below.tag, str)
    )


def block(element: Any, where: Where, *, other_mark: bool = False) -> list[str]:
    tag = str(element.tag)
    if tag in HEADINGS:
        return _heading(element, where)
    if tag in {"ul", "ol", "menu", "dir"} and where.shown < DEEPEST_SHOWN:
        return _list(element, where, other_mark)
    if tag == "hr":
        return ["___" if where.shown else "---"]
    handlers: dict[str, Callable[[Any, Where], list[str]]] = {
        "pre": _code,
        "blockquote": _quote,
        "table": _table,
        "dt": _term,
    }
    return handlers.get(tag, blocks)(element, where)


def _heading(element: Any, where: Where) -> list[str]:
    if any(is_block(child, where) for child in element):
        return blocks(element, where)
    text = one_line(inlines(element, where.base))
    text = f"{text[:-1]}\\#" if text.endswith("#") else text
    return [f"{'#' * int(element.tag[1])} {text}"] if text else []


def _quote(element: Any, where: Where) -> list[str]:
    inside = blocks(element, where.deeper(shown=1))
    if where.shown >= DEEPEST_SHOWN or not inside:
        return inside
    lines = "\n\n".join(inside).split("\n")
    return ["\n".join(f"> {line}" if line else ">" for line in lines)]


def _list(element: Any, where: Where, other_mark: bool) -> list[str]:
    ordered = element.tag == "ol"
    start = element.get("start") or "1"
    number = int(start) if re.fullmatch(r"[0-9]{1,8}", start) else 1
    loose = any(child.tag == "p" for item in element if item.tag == "li" for child in item)
    items: list[str] = []
    for item, inside in _items(element, where.deeper(shown=1)):
        bullet = "*" if other_mark else "-"
        mark = f"{number}{')' if other_mark else '.'} " if ordered else f"{bullet} "
        number += item
        body = ("\n\n" if loose else "\n").join(inside) if _fit(inside) else "\n\n".join(inside)
        pad = " " * len(mark)
        lines = body.split("\n")
        rest = [f"{pad}{line}" if line else "" for line in lines[1:]]
        items.append(
            "\n".join([f"{mark}{lines[0]}".rstrip() if not body else mark + lines[0], *rest])
        )
    return [("\n\n" if loose else "\n").join(items)] if items else []


def _items(element: Any, where: Where) -> list[tuple[int, list[str]]]:
    """The blocks of each item. What stands between items is one without being counted."""
    found: list[tuple[int, list[str]]] = []
    between = [escaped(element.text or "")]
    for child in element:
        if child.tag == "li":
            found.append((1, blocks(child, where)))
        elif is_block(child, where):
            inside = block(child, where)
            # A list directly in a list is shown below the item before it.
            if found and inside:
                found[-1][1].extend(inside)
            elif inside:
                found.append((1, inside))
        else:
            between.append(inline(child, where.base))
        between.append(escaped(child.tail or ""))
    if text := paragraph("".join(between)):
        found.append((1, [text]))
    return found


def _fit(inside: list[str]) -> bool:
    """Whether the blocks of an item can follow one another without an empty line between them: a
    text, and lists below it."""
    return all(re.match(r"(?:[-*]|1[.)]) \S", block) for block in inside[1:])


def _code(element: Any, where: Where) -> list[str]:
    for line_break in element.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    text = re.sub(r"\r\n?", "\n", "".join(element.itertext())).removesuffix("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    classes = " ".join(str(node.get("class") or "") for node in element.iter())
    language = re.search(r"\blang(?:uage)?-([\w+#-]+)", classes)
    named = language[1] if language and language[1] not in {"none", "default"} else ""
    return [f"{fence}{named}\n{text}\n{fence}"] if text.strip() else []


def _term(element: Any, where: Where) -> list[str]:
    inside = blocks(element, where)
    plain = len(inside) == 1 and re.fullmatch(r"[\w ]+", inside[0])
    return [f"**{inside[0]}**"] if plain else inside


def _table(element: Any, where: Where) -> list[str]:
    """With its caption before it. A cell is a line: blocks in it stand behind one another."""
    before = [text for caption in element.iter("caption") for text in blocks(caption, where)]
    rows = [
        [cell for cell in row if cell.tag in {"td", "th"}]
        for row in element.iter("tr")
        if next(row.iterancestors("table")) is element
    ]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return before or blocks(element, where)
    lines = [[_cell(cell, where) for cell in row] for row in rows]
    shown = ["| " + " | ".join([*line, *[""] * (width - len(line))]) + " |" for line in lines]
    rules = [_rule(cell) for cell in rows[0]] + ["---"] * (width - len(rows[0]))
    return [*before, "\n".join([shown[0], f"| {' | '.join(rules)} |", *shown[1:]])]


def _cell(cell: Any, where: Where) -> str:
    if next(cell.iter("table"), None) is not None:
        text = escaped(" ".join(cell.itertext()))
    elif any(is_block(child, where) for child in cell):
        text = " ".join(code_span(each) if "```" in each else each for each in blocks(cell, where))
    else:
        text = inlines(cell, where.base)
    return one_line(text).replace("|", "\\|")


def _rule(cell: Any) -> str:
    said = f"{cell.get('align') or ''} {cell.get('style') or ''}".lower()
    return "---:" if "right" in said else ":---:" if "center" in said else "---"
