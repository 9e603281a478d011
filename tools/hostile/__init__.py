"""`make hostile`: texts that were written to break pages, through every field that takes text.

`texts` reads them, `people` and `doors` put them in as a program and as a person would, `looking`
opens what came of it in Chromium, with the Content-Security-Policy and without.
"""
