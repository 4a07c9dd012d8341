"""Folders of profiles: one file for what is common, one for each organisation."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def folder(name: str) -> Mapping[str, Mapping[str, Any]]:
    """Read every file of a folder of profiles, by its name without the ending, in the order of the alphabet."""
    files = sorted((entry for entry in (resources.files("mapper.profiles") / name).iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
    return {entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8")) for entry in files}
