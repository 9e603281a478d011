"""Text as people write it (Markdown), and as pages, search and mail show it.

`read(markdown)` parses once and offers what the text says: `.handles` and `.tags` in it, `.html()`
for pages (safe to show: sanitised last, so that no gap in the renderer matters), `.plain()` for
search and snippets. Our dialect is CommonMark with tables, ~~strike~~, bare addresses, footnotes,
tasks, formulas, `@handle` and `#tag`; typed HTML stays text but for <kbd>, <sub> and <sup>.
"""

from tilth.core.text.quick import plain_text
from tilth.core.text.reading import Text, read
from tilth.core.text.stored import MAX_BODY, MAX_TAG, MAX_TITLE, as_stored
from tilth.core.text.tags import tag_name

__all__ = [
    "MAX_BODY",
    "MAX_TAG",
    "MAX_TITLE",
    "Text",
    "as_stored",
    "plain_text",
    "read",
    "tag_name",
]
