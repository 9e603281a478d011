"""A synthetic company of any size, to measure with: the same for the same size and seed."""

from tilth.demo.synthetic.load import NotEmpty, make
from tilth.demo.synthetic.size import Size

__all__ = ["NotEmpty", "Size", "make"]
