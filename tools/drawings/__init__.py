"""`python -m tools.drawings [NAME …]` draws the pictures that people of the demonstration company
attach to what they write, in the colours and letters of Tilth, into `tilth/demo/acme/files/`.

One function per picture, named as the file is; each returns the inside of an SVG.
"""
