"""People: who they are, where in the company they work, whom they follow.

employee    reads what is for the whole company
guest       from another company; sees only the groups they were let into
imported    wrote something elsewhere that was brought here; signs in only after an invitation
left        signs in no more; what they wrote stays
unit        a department or site; units form a tree, with managers
"""
