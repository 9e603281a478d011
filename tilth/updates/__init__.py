"""A kind: updates. Something somebody shares without a question.

idea          what one could do
resource      something worth reading, hearing or using
experience    how it went
thanks        to somebody, for something
"""
