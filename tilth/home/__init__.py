"""Pages that read across kinds, and the frame around every page.

frame    the rail with one's places and groups, on every page
kept     what somebody typed when their session had run out: it is there again after signing in
"""
