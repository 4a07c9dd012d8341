"""Measures: what the reader is told of each measure behind a proposal."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _labels() -> dict[str, str]:
    raw = tomllib.loads((resources.files("mapper.profiles") / "measures.toml").read_text(encoding="utf-8"))
    return {str(name): str(label) for name, label in raw["measure"].items()}


def label(name: str, left: str = "left", right: str = "right") -> str:
    """Name a measure in words, with what the two texts are called there; one that has no words keeps its name."""
    return _labels().get(name, name.replace("_", " ")).replace("{left}", left).replace("{right}", right)
