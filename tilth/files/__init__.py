"""Files that people attach. A file belongs to its owner until it is attached to a thing; from then
on whoever reads the thing reads the file.

keep      store an upload; a picture is made anew
attach    give files to a contribution or a reply
hand out  send one so that no browser executes it, asking for the permission each time
"""
