"""`python -m tools.words` is `make words`: every string a person reads, in the catalogues.

locale/LANGUAGE/LC_MESSAGES/django.po holds what people translate; the `.mo` beside it, which Django
reads, is made at set-up and not committed.
"""
