"""The mark of tests that take long: `make check` leaves them out."""

import warnings

import pytest

with warnings.catch_warnings():
    # Until pyproject.toml lists it under `markers`.
    warnings.simplefilter("ignore", pytest.PytestUnknownMarkWarning)
    slow = pytest.mark.slow
