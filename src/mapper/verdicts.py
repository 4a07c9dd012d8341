"""Verdicts: the words that a person may say of a pair, and which of them go together; read from profiles/verdicts.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mapper.types import FORWARD, Verdict

_GOES_WITH = {"relation": Verdict.ACCEPT, "direction": Verdict.ACCEPT, "reason": Verdict.REJECT}


@dataclass(frozen=True)
class Misplaced:
    """Name a part of what was said that does not go with the verdict, and the one it goes with."""

    part: str
    verdict: Verdict
    goes_with: Verdict

    def __str__(self) -> str:
        return f"{self.part} goes with {self.goes_with}, not with {self.verdict}"


def misplaced(verdict: Verdict, said: Mapping[str, str]) -> Iterator[Misplaced]:
    """Find what does not go with a verdict; `said` holds relation, direction and reason by these names, empty where nothing was said."""
    return (Misplaced(part, verdict, goes) for part, goes in _GOES_WITH.items() if said.get(part) and verdict is not goes)


def both_ways(relation: str) -> str:
    """Say why no direction goes with a relation; empty where it runs one way."""
    return "" if relation in phrases() else f"{relation or 'no relation'} holds both ways; a direction goes with one of {', '.join(phrases())}"


@cache
def spoken() -> dict[str, Verdict]:
    """Give the verdicts that decide, by every word that is taken for one: its own, and the forms that people write in tables."""
    return {word: Verdict(entry["code"]) for entry in _words("verdict") for word in (entry["code"], *entry["also"])}


@cache
def relations() -> tuple[tuple[str, str], ...]:
    """Give the relations a reviewer may choose, each with what it means, in the order of their keys."""
    return _vocabulary("relation")


@cache
def phrases() -> dict[str, str]:
    """Say of each relation that runs one way how it reads, with {one} for the text that does it."""
    return {entry["code"]: entry["phrase"] for entry in _words("relation") if "phrase" in entry}


def phrase(relation: str, direction: str, left: str, right: str) -> str:
    """Say a relation between two texts in words, in the direction in which it runs; the relation's name alone where it holds both ways."""
    pattern = phrases().get(relation)
    if pattern is None or not direction:
        return relation
    one, other = (left, right) if direction == FORWARD else (right, left)
    return pattern.format(one=one, other=other)


def reading(relation: str, direction: str, left: str, right: str) -> str:
    """Say in words how a relation reads between two texts, given by their names."""
    if relation not in phrases():
        return "both ways"
    return phrase(relation, direction, left, right) if direction else "which way it runs is not said"


@cache
def idle() -> frozenset[str]:
    """Name the relations that say nothing of a common interest."""
    return frozenset(entry["code"] for entry in _words("relation") if not entry.get("interest", True))


@cache
def repeating() -> frozenset[str]:
    """Name the relations that say that the same is said twice."""
    return frozenset(entry["code"] for entry in _words("relation") if entry.get("repeats", False))


@cache
def reasons() -> tuple[tuple[str, str], ...]:
    """Give the reasons for a rejection, each with what it means, in the order of their keys."""
    return _vocabulary("reason")


def _vocabulary(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((entry["code"], entry["label"]) for entry in _words(name))


def _words(name: str) -> list[dict[str, Any]]:
    raw = tomllib.loads((resources.files("mapper.profiles") / "verdicts.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = raw[name]
    return found
