"""HTML as other systems store it becomes Markdown of our dialect, block for block.

Formulas in the text come through untouched. What would otherwise become markup, a mention or a tag
is escaped, and nothing else, so that the result reads as somebody would have typed it.
"""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from lxml import html as lxml_html
from lxml.html import HtmlElement

FORMULA = re.compile(
    r"\$\$.+?\$\$|\\begin\{(?P<env>[a-zA-Z*]+)\}.*?\\end\{(?P=env)\}"
    r"|(?<![\\$\w])\$(?=[^\s$])(?:\\.|[^$\\])+?(?<!\s)\$(?![\d$])",
    re.DOTALL,
)
MARKUP = re.compile(
    r"[\\`*\[\]~$]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|&(?=#?\w+;)"
    r"|(?<![\w&/])#(?=[^\W\d_])|(?<!\w)@(?=\w)|\^\["
)
MENTION = re.compile(r"(?<![\w&/])#(?=[^\W\d_])|(?<![\w`])@(?=\w)")
LINE_START = re.compile(r"^(\s*)([#>|=]|[-+](?=\s|$|-)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~", "strike": "~~"}
KEPT = {"kbd", "sub", "sup"}
BLOCKS = {
    *("p", "div", "ul", "ol", "li", "blockquote", "pre", "table", "hr", "dl", "dt", "dd"),
    *(f"h{n}" for n in range(1, 7)),
}
IGNORED = {"script", "style", "head", "title"}


def html_to_markdown(html: str, *, base: str = "") -> str:
    """`base` is where relative addresses lead from."""
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return "\n\n".join(_Converter(base).blocks(root))


def plain_to_markdown(text: str) -> str:
    """Of comments, whose text knows emphasis, code and links and nothing else: these stay, and a
    mention or a tag does not become one of ours."""
    return MENTION.sub(lambda found: f"\\{found[0]}", text.strip())


class _Converter:
    def __init__(self, base: str) -> None:
        self.base = base
        self.other_mark = False

    def blocks(self, parent: HtmlElement) -> list[str]:
        """The blocks of an element; text that stands between them is a paragraph of its own."""
        found: list[str] = []
        inline = self._escaped(parent.text or "")

        def paragraph() -> None:
            nonlocal inline
            if inline.strip():
                found.append(_line_starts(inline.strip()))
            inline = ""

        previous = ""
        for child in parent:
            if child.tag in BLOCKS:
                paragraph()
                # Two lists side by side would become one: the second has another mark.
                self.other_mark = child.tag == previous and not self.other_mark
                found += [block for block in self._block(child) if block]
                previous = str(child.tag)
            else:
                inline += self._inline(child)
                previous = ""
            tail = self._escaped(child.tail or "")
            if tail.strip():
                previous = ""
            inline += tail
        paragraph()
        return found

    def _block(self, element: HtmlElement) -> list[str]:
        tag = str(element.tag)
        if tag in {"p", "div", "dt"}:
            return self.blocks(element)
        if re.fullmatch(r"h[1-6]", tag):
            text = " ".join(self._inlines(element).split())
            return [f"{'#' * int(tag[1])} {text}"] if text else []
        handlers: dict[str, Callable[[HtmlElement], str]] = {
            "pre": _code,
            "blockquote": self._quote,
            "ul": self._list,
            "ol": self._list,
            "dl": lambda dl: "\n\n".join(self.blocks(dl)),
            "dd": lambda dd: "\n\n".join(self.blocks(dd)),
            "li": lambda li: "\n\n".join(self.blocks(li)),
            "table": self._table,
            "hr": lambda _: "---",
        }
        return [handlers[tag](element)]

    def _quote(self, element: HtmlElement) -> str:
        text = "\n\n".join(self.blocks(element))
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def _list(self, element: HtmlElement) -> str:
        items, ordered, other = [], element.tag == "ol", self.other_mark
        number = int(element.get("start") or 1) if (element.get("start") or "1").isdigit() else 1
        loose = any(child.tag == "p" for item in element for child in item)
        for item in element:
            if item.tag != "li":
                items += self._block(item) if item.tag in BLOCKS else [self._inline(item)]
                continue
            mark = (
                (f"{number}) " if other else f"{number}. ")
                if ordered
                else ("* " if other else "- ")
            )
            number += 1
            body = "\n\n".join(self.blocks(item))
            if not loose:
                body = re.sub(r"\n\n(?=\s*(?:[-*] |\d+[.)] ))", "\n", body)
            pad = " " * len(mark)
            items.append(mark + body.replace("\n", "\n" + pad).replace(f"\n{pad}\n", "\n\n"))
        return ("\n\n" if loose else "\n").join(items)

    def _table(self, element: HtmlElement) -> str:
        rows = [
            [" ".join(self._inlines(cell).split()).replace("|", "\\|") for cell in row]
            for row in element.iter("tr")
        ]
        if not rows:
            return ""
        width = max(len(row) for row in rows)
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _inlines(self, parent: HtmlElement) -> str:
        parts = [self._escaped(parent.text or "")]
        for child in parent:
            parts += [self._inline(child), self._escaped(child.tail or "")]
        return "".join(parts)

    def _inline(self, element: HtmlElement) -> str:
        tag = element.tag
        if not isinstance(tag, str) or tag in IGNORED:
            return ""
        if tag == "br":
            return "\\\n"
        if tag == "code":
            return _code_span(str(element.text_content()))
        if tag == "img":
            return self._image(element)
        inside = self._inlines(element)
        if tag == "a":
            return self._link(element, inside)
        if tag in KEPT:
            return f"<{tag}>{inside}</{tag}>"
        return _marked(MARKS.get(tag, ""), inside)

    def _link(self, element: HtmlElement, inside: str) -> str:
        address = urljoin(self.base, (element.get("href") or "").strip())
        if not address.startswith(("http://", "https://", "mailto:")) or not inside.strip():
            return inside
        text = str(element.text_content())
        if text == address and not re.search(r"[\s<>]", address):
            return f"<{address}>"
        return f"[{inside.strip()}]({_target(address)})"

    def _image(self, element: HtmlElement) -> str:
        address = urljoin(self.base, (element.get("src") or "").strip())
        alt = " ".join((element.get("alt") or "").split())
        label = f"Image: {alt}" if alt else "Image"
        if not address.startswith(("http://", "https://")):
            return self._escaped(label)
        if any(parent.tag == "a" for parent in element.iterancestors()):
            return self._escaped(label)
        return f"[{self._escaped(label)}]({_target(address)})"

    def _escaped(self, text: str) -> str:
        """Text with its formulas as they are and everything else as plain words."""
        pieces, end = [], 0
        for formula in FORMULA.finditer(text):
            pieces += [_words(text[end : formula.start()]), re.sub(r"\n\s*\n", "\n", formula[0])]
            end = formula.end()
        return "".join([*pieces, _words(text[end:])])


def _words(text: str) -> str:
    text = re.sub(r"[ \t\r]*\n\s*", "\n", re.sub(r"[ \t\r\f]+", " ", text))
    return MARKUP.sub(lambda found: f"\\{found[0]}", text)


def _line_starts(text: str) -> str:
    """Nothing at the beginning of a line makes a heading, a list or a quote of it."""

    def escape(found: re.Match[str]) -> str:
        if found[2].isdigit():
            return f"{found[1]}{found[2]}\\"
        return f"{found[1]}\\{found[2]}"

    return LINE_START.sub(escape, text)


def _marked(mark: str, inside: str) -> str:
    """Emphasis does not begin or end with a space."""
    words = inside.strip()
    if not mark or not words:
        return inside
    before = inside[: len(inside) - len(inside.lstrip())]
    return f"{before}{mark}{words}{mark}{inside[len(inside.rstrip()) :]}"


def _code(element: HtmlElement) -> str:
    text = str(element.text_content()).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    classes = " ".join(str(node.get("class") or "") for node in element.iter())
    language = re.search(r"\blang(?:uage)?-([\w+#-]+)", classes)
    return f"{fence}{language[1] if language else ''}\n{text}\n{fence}"


def _code_span(text: str) -> str:
    text = " ".join(text.split("\n"))
    if not text.strip():
        return text
    tick = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{tick}{pad}{text}{pad}{tick}"


def _target(address: str) -> str:
    return re.sub(r"[\s<>()\\]", lambda sign: f"%{ord(sign[0]):02X}", address)
