"""Lists of contributions of any kind, as their readers find them.

stream      what comes to a person: their groups, whom and what they follow, what is for everybody
reason      why an item is in it, the strongest that holds: group, person, tag, company
listing     what is in one group, by one person, about one tag
"""
