"""Texts as other systems store them become Markdown of our dialect: HTML by `core.text.from_html`.

comments    Stack Exchange's comments, which know a little Markdown
"""

from tilth.core.text.from_html import html_to_markdown
from tilth.imports.markdown.comments import comment_to_markdown

__all__ = ["comment_to_markdown", "html_to_markdown"]
