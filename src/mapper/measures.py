"""Measures: what the reader is told of each measure behind a proposal."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _profile() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = tomllib.loads((resources.files("mapper.profiles") / "measures.toml").read_text(encoding="utf-8"))
    return found


def label(name: str, left: str = "left", right: str = "right") -> str:
    """Name a measure in words, with what the two texts are called there; one that has no words keeps its name."""
    told = str(_profile()["measure"].get(name, name.replace("_", " ")))
    return told.replace("{left}", left).replace("{right}", right)


def channels() -> dict[str, tuple[str, ...]]:
    """Say which measures each channel feeds."""
    return {name: tuple(measures) for name, measures in _profile()["channel"].items()}
