"""Profiles: what an organisation's bodies, headings, openers, actors and references are called; data in TOML, read once."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from mapper.profiles.organisation import Actor, Body, Furniture, Heading, Layout, Mark, Openers, Organisation, fold
from mapper.profiles.parsing import parse

__all__ = [
    "Actor",
    "Body",
    "Furniture",
    "Heading",
    "Layout",
    "Mark",
    "Openers",
    "Organisation",
    "fold",
    "language_of",
    "languages",
    "organisation_of",
    "organisations",
    "parse",
]


@cache
def organisations() -> tuple[Organisation, ...]:
    """Read every profile that is shipped, the first one first."""
    folder = resources.files("mapper.profiles") / "organisations"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(parse(entry.read_text(encoding="utf-8"), entry.name) for entry in files)


def organisation_of(body: str) -> Organisation | None:
    """Find the organisation of a body."""
    return next((organisation for organisation in organisations() if organisation.body(body)), None)


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """Read what tells the languages apart."""
    return tomllib.loads((resources.files("mapper.profiles") / "languages.toml").read_text(encoding="utf-8"))


def language_of(text: str) -> str:
    """Say in which language a text is written, by script and stop words; empty where it is too short to say."""
    counts: dict[str, int] = {}
    words = re.findall(r"[^\W\d_]+", text.casefold())
    for name, facts in languages().items():
        stop = frozenset(facts["stop"])
        counts[name] = sum(word in stop for word in words) + len(re.findall(facts.get("script") or facts.get("words") or r"(?!)", text))
    best = max(counts, key=lambda name: (counts[name], name == "en"))
    return best if counts[best] else ""
