"""Bringing in what was written elsewhere."""
