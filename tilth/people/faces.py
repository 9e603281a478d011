"""Drawn faces that somebody may choose who shows no photograph."""

import json
from functools import cache
from importlib.resources import files


@cache
def face_names() -> tuple[str, ...]:
    """`frontend/build/faces.mjs` draws one for each, as `faces/NAME.svg`."""
    written = files("tilth.people").joinpath("faces.json").read_text(encoding="utf-8")
    return tuple(json.loads(written))
