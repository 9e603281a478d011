"""The spine: whatever people put in is a contribution, of one kind or another.

kind          a small app with a model of its own, `class Question(Contribution)`
card          what a stream shows of a contribution, written by its kind when it changes
reply         an answer or comment on a contribution, or a comment on one of those; no deeper
active_at     when it was put in or last replied to: what streams sort by
listed        shown in streams and found; what was withdrawn or merged is not
"""
