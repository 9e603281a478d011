"""Companies of our own making: one to look at, and synthetic ones of any size to measure with."""
