"""Files that people attach. A file belongs to its owner until it is attached to a thing; from then
on whoever reads the thing reads the file.

keep      store an upload
attach    give files to a contribution or a reply
serve     hand one out so that no browser executes it
"""
