"""HTML becomes Markdown of our dialect: what is imported, and what is pasted.

words       what is escaped so that a text says the same as before, and formulas that stay as they are
inline      emphasis, links, pictures, code inside a paragraph
blocks      paragraphs, lists, quotes, tables, code

Ours, since the libraries tried (markdownify, html2text) escape inside formulas.
"""

from tilth.core.text.from_html.blocks import html_to_markdown

__all__ = ["html_to_markdown"]
