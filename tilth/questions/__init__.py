"""A kind: questions.

question    what somebody needs to know, and what they tried
answer      a reply to the question itself; what is said to clear it up is a comment
accepted    an answer the asker says solved it; there may be several
"""
