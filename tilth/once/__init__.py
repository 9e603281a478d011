"""Idempotency: a write that is sent twice happens once.

key        what a client made up for one write; unique per person
answer     what was answered the first time, and is answered again
"""
