"""Stack Exchange's data dumps: a folder or a zip of XML files, one row per thing.

archive     opens the files, and refuses what is no dump
rows        each row, typed
dump        everything read once, before the first write
load        people, questions, answers, comments, tags and links become ours
"""
