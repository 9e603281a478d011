"""Measures Tilth from outside, as a person would meet it: a real server, on data of its own.

site          a database of one size, with the server that serves it
page          what is asked for: the empty page, the stream, a question, a search, a post
floor         what a page cannot cost less than: the empty page, the bare search statement
ratio         a value with the bar that it has to stay below
"""
