"""Who is told of what. A notification is a reference; its words are made when it is read.

notify      remember that a person is to be told
reason      why they are told, the strongest that holds: mention, accepted, answer, reply
shows       how things become lines, for what the reader may still see
inbox       a person's lines
"""
