"""What people have typed and not yet sent, kept so that they can go on elsewhere.

draft      the fields of one form, of one person; nobody else ever sees or finds it
key        which form: `questions-new`, `answer-7`; with `-1a2b3c4d` after it, one that was put aside
device     the browser that kept it last, as a number it made up
"""
