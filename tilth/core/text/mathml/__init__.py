"""Formulas on the server: TeX becomes MathML, which browsers set without JavaScript."""

from tilth.core.text.mathml.body import Formulas
from tilth.core.text.mathml.elements import ELEMENTS

__all__ = ["ELEMENTS", "Formulas"]
