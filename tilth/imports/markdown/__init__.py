"""HTML and comments as other systems store them become Markdown of our dialect.

words       what is escaped so that a text says the same as before, and formulas that stay as they are
inline      emphasis, links, pictures, code inside a paragraph
blocks      paragraphs, lists, quotes, tables, code
comments    Stack Exchange's comments, which know a little Markdown

Ours, since the libraries tried (markdownify, html2text) escape inside formulas.
"""

from tilth.imports.markdown.blocks import html_to_markdown
from tilth.imports.markdown.comments import comment_to_markdown

__all__ = ["comment_to_markdown", "html_to_markdown"]
